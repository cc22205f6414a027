package vn.tram.kernel.event;

import vn.tram.kernel.base.BadForm;

/** How somebody showed who they are. The number is part of the wire format. */
public enum Way {
    /** PIN at an enrolled workstation. */
    PIN(1),
    /** One-time code of the city, or of the box's own console. */
    CODE(2),
    /** The city's provider of identities, by OpenID Connect. */
    PROVIDER(3),
    /** Two of the staff together, each by PIN, while what the city signed is too old. */
    EMERGENCY(4);

    private final int number;

    Way(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Way of(long number) throws BadForm {
        for (var value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new BadForm("unknown Way " + number);
    }
}
