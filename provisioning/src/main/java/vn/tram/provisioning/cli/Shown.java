package vn.tram.provisioning.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.tram.kernel.trust.Digest;

/** Rows as people or programs read them. */
final class Shown {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

    private Shown() {}

    static String json(List<Map<String, String>> rows) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("texts only", impossible);
        }
    }

    /** Columns as wide as what stands in them. */
    static String table(List<Map<String, String>> rows) {
        var widths = new LinkedHashMap<String, Integer>();
        for (var row : rows) {
            row.forEach((column, text) -> widths.merge(column, Math.max(column.length(), text.length()), Math::max));
        }
        var head = widths.keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> name, (a, b) -> a, LinkedHashMap::new));
        var lines = new java.util.ArrayList<String>();
        lines.add(line(head, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(Map<String, String> row, Map<String, Integer> widths) {
        var line = new StringBuilder();
        widths.forEach((column, width) -> {
            var text = row.getOrDefault(column, "");
            line.append(text).append(" ".repeat(width - text.length() + 2));
        });
        return line.toString().stripTrailing();
    }

    /** The last day on which a certificate holds, in the city's time. */
    static String day(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().atZone(HANOI).toLocalDate().toString();
    }

    /** SHA-256, as browsers and openssl show it. */
    static String fingerprint(X509Certificate certificate) {
        try {
            var hex = Digest.of(certificate.getEncoded()).hex().toUpperCase(java.util.Locale.ROOT);
            return hex.replaceAll("(..)(?!$)", "$1:");
        } catch (CertificateEncodingException impossible) {
            throw new AssertionError("it was read from its bytes", impossible);
        }
    }
}
