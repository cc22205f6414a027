package vn.tram.centre.web.listen;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.platform.Timers;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.node.net.tls.PemText;
import vn.tram.node.net.tls.ServedKeys;
import vn.tram.node.net.tls.TlsContexts;

/**
 * Certificate and key of the centre's pages as files. They are read again while the centre runs; two files that do not
 * fit each other (one was replaced, the other not yet) change nothing and are told once. On the thread of the timers.
 */
public final class PageCertificate {
    /** How often it is looked. */
    static final Duration LOOK = Duration.ofSeconds(10);

    private final Path certificate;
    private final Path key;
    private final ServedKeys keys;
    private final Timers timers;
    private final Consumer<String> trouble;
    private String told = "";
    private volatile boolean ended;

    /**
     * @param certificate PEM file: the server's, then those above it
     * @param key PEM file, not encrypted
     * @param trouble hears once of files that cannot be used
     * @throws BadForm when they cannot be used now; the message names the setting
     */
    public PageCertificate(Path certificate, Path key, Timers timers, Consumer<String> trouble) throws BadForm {
        this.certificate = certificate;
        this.key = key;
        this.timers = timers;
        this.trouble = trouble;
        this.keys = new ServedKeys(read());
    }

    /** Looks after the files from now on. */
    public void begin() {
        timers.after(LOOK, this::look);
    }

    /** Plans nothing more. */
    public void end() {
        ended = true;
    }

    /** What a server shows; follows the files. */
    public SSLContext context() {
        return TlsContexts.of(keys);
    }

    /** The certificate that is shown now. */
    X509Certificate served() {
        return keys.served().leaf();
    }

    private void look() {
        if (ended) {
            return;
        }
        try {
            keys.serve(read());
            told = "";
        } catch (BadForm unusable) {
            var why = "the certificate of before is shown: " + unusable.getMessage();
            if (!why.equals(told)) {
                told = why;
                trouble.accept(why);
            }
        }
        timers.after(LOOK, this::look);
    }

    private NodeIdentity read() throws BadForm {
        var chain = PemText.certificates(text("https.certificate", certificate));
        try {
            return NodeIdentity.of(PemText.key(text("https.key", key)), chain);
        } catch (BadForm misfit) {
            throw new BadForm("https.certificate and https.key: " + misfit.getMessage(), misfit);
        }
    }

    private static String text(String setting, Path file) throws BadForm {
        try {
            return Files.readString(file, US_ASCII);
        } catch (IOException unreadable) {
            throw new BadForm(setting + "=" + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
