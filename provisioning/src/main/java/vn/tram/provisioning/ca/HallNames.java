package vn.tram.provisioning.ca;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.provisioning.wards.BoxName;

/**
 * By what people in a hall open its pages.
 *
 * @param hosts DNS names, lower case
 * @param addresses plain IP addresses, as the JDK writes them
 */
public record HallNames(Set<String> hosts, Set<String> addresses) {
    /** Names and addresses of one certificate at most. */
    public static final int MOST = 16;

    private static final int DNS = GeneralName.dNSName;
    private static final int IP = GeneralName.iPAddress;
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");

    public HallNames {
        hosts = Set.copyOf(hosts);
        addresses = Set.copyOf(addresses);
    }

    /** Whether every name of the other one is among these. */
    public boolean cover(HallNames other) {
        return hosts.containsAll(other.hosts) && addresses.containsAll(other.addresses);
    }

    /**
     * The first name that a box may not have, or empty. A box may have its own name below the city's domain, that of
     * its ward, and addresses that nobody has in the internet.
     */
    public Optional<String> foreign(CityNames city, BoxId box) {
        var own = new TreeSet<>(Set.of(city.hall(box)));
        BoxName.parse(box).ifPresent(name -> own.add("w" + name.ward().value() + "." + city.domain()));
        var all = new ArrayList<String>();
        hosts.stream().filter(host -> !own.contains(host)).forEach(all::add);
        addresses.stream().filter(address -> !isPrivate(address)).forEach(all::add);
        return all.stream().sorted().findFirst();
    }

    /** Whether an address stays within a site (RFC 1918, RFC 4193) or this machine. */
    public static boolean isPrivate(String literal) {
        try {
            if (!LITERAL.matcher(literal).matches()) {
                return false;
            }
            var address = InetAddress.getByName(literal); // a literal: nobody is asked
            boolean unique = address.getAddress().length > 4 && (address.getAddress()[0] & 0xfe) == 0xfc;
            boolean fourth = address.getAddress().length == 4 && address.isSiteLocalAddress();
            return unique || fourth || address.isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    /** Of a certificate; names of another kind are passed over. */
    public static HallNames of(X509Certificate certificate) {
        var hosts = new TreeSet<String>();
        var addresses = new TreeSet<String>();
        try {
            var names = certificate.getSubjectAlternativeNames();
            for (var name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0).equals(DNS)) {
                    hosts.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
                } else if (name.get(0).equals(IP)) {
                    addresses.add(canonical(InetAddress.getByName(String.valueOf(name.get(1)))));
                }
            }
        } catch (CertificateParsingException | UnknownHostException foreign) {
            return new HallNames(Set.of(), Set.of());
        }
        return new HallNames(hosts, addresses);
    }

    /** An address as this record writes it. */
    public static String canonical(InetAddress address) {
        var text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    List<GeneralName> general() {
        var all = new ArrayList<GeneralName>();
        new TreeSet<>(hosts).forEach(name -> all.add(new GeneralName(DNS, name)));
        new TreeSet<>(addresses).forEach(address -> all.add(new GeneralName(IP, address)));
        return all;
    }

    static HallNames read(GeneralNames given) throws BadForm {
        var hosts = new TreeSet<String>();
        var addresses = new TreeSet<String>();
        if (given.getNames().length > MOST) {
            throw new BadForm("a hall has " + MOST + " names at most");
        }
        for (var name : given.getNames()) {
            if (name.getTagNo() == DNS) {
                hosts.add(String.valueOf(name.getName()).toLowerCase(Locale.ROOT));
            } else if (name.getTagNo() == IP) {
                addresses.add(
                        address(ASN1OctetString.getInstance(name.getName()).getOctets()));
            } else {
                throw new BadForm("a hall is opened by names and addresses, and by nothing else");
            }
        }
        return new HallNames(hosts, addresses);
    }

    private static String address(byte[] octets) throws BadForm {
        try {
            return canonical(InetAddress.getByAddress(octets));
        } catch (UnknownHostException noLength) {
            throw new BadForm("an address has 4 or 16 bytes", noLength);
        }
    }
}
