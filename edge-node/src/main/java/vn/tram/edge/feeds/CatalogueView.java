package vn.tram.edge.feeds;

import java.util.List;
import vn.tram.firmware.catalogue.Procedure;
import vn.tram.firmware.catalogue.ServiceGroup;

/** The groups in the order of the kiosk, each with the procedures it shows first. */
public record CatalogueView(List<Group> groups) {
    /** Procedures of a group that the kiosk shows at most. */
    public static final int MAX_FEATURED = 7;

    public CatalogueView {
        groups = List.copyOf(groups);
    }

    /** A group and its featured procedures. */
    public record Group(ServiceGroup service, List<Procedure> featured) {
        public Group {
            featured = List.copyOf(featured);
        }
    }
}
