package vn.tram.provisioning.enrol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;

/**
 * What the city gives a box.
 *
 * @param chain the box's certificate and those above it up to the root, which is left out; PEM
 * @param anchors roots that the box trusts from now on; PEM
 * @param cityKeys those that sign feeds, 64 hexadecimal digits each
 * @param broker address of the line, for instance {@code ssl://mqtt.tram.hanoi.gov.vn:8883}
 */
public record Granted(BoxId box, String chain, String anchors, List<String> cityKeys, String broker) {
    private static final int MAX_BYTES = 48 * 1024;
    private static final int MOST_KEYS = 8;

    public Granted {
        cityKeys = List.copyOf(cityKeys);
    }

    String json() {
        var document = Json.fresh();
        document.put("box", box.value());
        document.put("chain", chain);
        document.put("anchors", anchors);
        var keys = document.putArray("cityKeys");
        cityKeys.forEach(keys::add);
        document.put("broker", broker);
        return Json.text(document);
    }

    static Granted read(String json) throws BadForm {
        var document = Json.read(Bytes.owned(json.getBytes(UTF_8)), MAX_BYTES);
        var keys = new ArrayList<String>();
        var given = document.path("cityKeys");
        if (!given.isArray() || given.isEmpty() || given.size() > MOST_KEYS) {
            throw new BadForm("cityKeys must have one to " + MOST_KEYS + " keys");
        }
        for (var key : given) {
            if (!key.isTextual()) {
                throw new BadForm("cityKeys must be texts");
            }
            keys.add(key.asText());
        }
        return new Granted(
                Json.box(document),
                Json.text(document, "chain"),
                Json.text(document, "anchors"),
                keys,
                Json.text(document, "broker"));
    }
}
