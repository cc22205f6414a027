package vn.tram.provisioning.ca;

import java.util.Locale;
import java.util.regex.Pattern;
import vn.tram.kernel.base.BoxId;

/**
 * Who the authority is and where it may speak.
 *
 * @param organisation as people know it, for instance UBND thành phố Hà Nội; 1 to 64 characters
 * @param domain the DNS name that the city owns and below which all of its boxes, brokers and halls are named, for
 *     instance tram.hanoi.gov.vn; lower case, at least two labels
 */
public record CityNames(String organisation, String domain) {
    private static final int LONGEST_ORGANISATION = 64; // X.520, ub-organization-name
    private static final int LONGEST_DOMAIN = 190;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")+");

    public CityNames {
        if (organisation.isBlank() || organisation.length() > LONGEST_ORGANISATION) {
            throw new IllegalArgumentException("an organisation has 1 to " + LONGEST_ORGANISATION + " characters");
        }
        if (domain.length() > LONGEST_DOMAIN || !DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException("not a domain in lower case: " + domain);
        }
    }

    /** Whether a host name lies below the city's domain, or is it. */
    public boolean covers(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return DOMAIN.matcher(name).matches() && (name.equals(domain) || name.endsWith("." + domain));
    }

    /** Under which staff of a hall open its box: {@code w00070-1.tram.hanoi.gov.vn}. */
    public String hall(BoxId box) {
        return box.value() + "." + domain;
    }
}
