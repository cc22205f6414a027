package vn.tram.firmware.catalogue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

/** What a city has for a group of wards, as it is written in a file: services and procedures, either may be missing. */
public record GroupFile(
        @Nullable List<ServiceGroup> services, @Nullable List<Procedure> procedures) {
    /** Reads UTF-8 JSON. */
    public static GroupFile read(Bytes json) throws BadForm {
        return CatalogueJson.read(json, GroupFile.class);
    }

    /** Rows of the group's feed, by key. */
    public Map<String, Bytes> rows() {
        var rows = new TreeMap<String, Bytes>();
        if (services != null) {
            services.forEach(row -> rows.put(GroupRow.key(row), CatalogueJson.write(row)));
        }
        if (procedures != null) {
            procedures.forEach(row -> rows.put(GroupRow.key(row), CatalogueJson.write(row)));
        }
        return rows;
    }
}
