package vn.tram.edge.enrol;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.CertificateRequest;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.EcKeys;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.provisioning.enrol.Granted;
import vn.tram.provisioning.enrol.HallRequest;

/** A disk in memory. What is granted names, in the place of a chain, from when and until when it holds. */
final class FakeHallShelf implements HallShelf {
    final List<Granted> taken = new ArrayList<>();
    HallNames wanted = new HallNames(Set.of(), Set.of("192.168.1.10"));
    private Optional<Leaf> current = Optional.empty();

    @Override
    public Optional<Leaf> current() {
        return current;
    }

    @Override
    public HallNames wanted() {
        return wanted;
    }

    @Override
    public HallRequest request(HallNames names) {
        var then = Instant.parse("2026-11-23T00:00:00Z");
        var random = new SecureRandom();
        var root = Authority.root(new CityNames("X", "tram.test"), then, random);
        var key = EcKeys.node(random);
        var identity = new Certificates(root.issuing(then)).box(key.getPublic(), new BoxId("w00070-1"), then);
        return HallRequest.of(
                key.getPrivate(), identity, CertificateRequest.make(EcKeys.node(random), "w00070-1", names));
    }

    @Override
    public Leaf take(Granted granted) throws BadForm {
        if (granted.chain().isEmpty()) {
            throw new BadForm("not about this key");
        }
        var times = List.of(granted.chain().split(" ", -1));
        taken.add(granted);
        var leaf = new Leaf(Long.parseLong(times.get(0)), Long.parseLong(times.get(1)), wanted);
        current = Optional.of(leaf);
        return leaf;
    }
}
