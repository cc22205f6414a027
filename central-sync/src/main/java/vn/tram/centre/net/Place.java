package vn.tram.centre.net;

import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import vn.tram.centre.duty.Duty;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.trust.Signer;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.provisioning.wards.BoxName;

/**
 * Where the centre's client stands.
 *
 * @param wards whose boxes are listened to
 * @param cityKey signs what boxes take as feeds
 * @param client its name at the broker
 * @param duties what this worker is in charge of; the rest is for others
 * @param dictionaries with which frames may be packed; any thread
 * @param keptFrom boxes that get no more than welcomes now; any thread
 */
public record Place(
        Set<WardCode> wards,
        Signer cityKey,
        String client,
        Supplier<Duty> duties,
        Supplier<Dictionaries> dictionaries,
        Predicate<BoxId> keptFrom) {
    public Place {
        wards = Set.copyOf(wards);
    }

    boolean isStranger(BoxId box) {
        return BoxName.parse(box).filter(name -> wards.contains(name.ward())).isEmpty();
    }
}
