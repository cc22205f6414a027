package vn.tram.provisioning.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.tram.kernel.base.BadForm;
import vn.tram.node.store.WholeFile;
import vn.tram.node.store.WholeFile.Readers;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.EcKeys;
import vn.tram.provisioning.ca.KeyToken;
import vn.tram.provisioning.ca.Pem;
import vn.tram.provisioning.cli.Provision.World;

/** {@code tram-provision ca}: the authority itself, and the certificates that city IT sets up by hand. */
@Command(name = "ca")
final class CaActs implements Runnable {
    private final World world;

    @Spec
    private @Nullable CommandSpec spec;

    CaActs(World world) {
        this.world = world;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    /** A root, once in the life of a city. */
    @Command(name = "create")
    void create(
            @Option(names = "--folder", required = true, paramLabel = "FOLDER") Path folder,
            @Option(names = "--organisation", required = true, paramLabel = "NAME") String organisation,
            @Option(names = "--domain", required = true, paramLabel = "DOMAIN") String domain,
            @Option(names = "--passphrase-file", paramLabel = "FILE") @Nullable Path passphraseFile,
            @Option(names = "--dry-run") boolean dryRun)
            throws IOException, Refused {
        var names = names(organisation, domain);
        var place = at(folder);
        place.mustBeFree();
        var passphrase = passphrase(passphraseFile, true);
        if (dryRun) {
            say("create.dry", folder);
            return;
        }
        var root = Authority.root(names, world.clock().instant(), world.random());
        place.putRoot(root, passphrase);
        say("create.done", folder, Shown.day(root.certificate()), Shown.fingerprint(root.certificate()));
    }

    /** An issuing authority for the centre, made of the root. */
    @Command(name = "issuing")
    void issuing(
            @Option(names = "--folder", required = true, paramLabel = "FOLDER") Path folder,
            @Option(names = "--out", required = true, paramLabel = "FOLDER") Path out,
            @Option(names = "--passphrase-file", paramLabel = "FILE") @Nullable Path passphraseFile,
            @Mixin InToken inToken,
            @Option(names = "--dry-run") boolean dryRun)
            throws IOException, Refused {
        var target = at(out);
        target.mustBeFree();
        var token = inToken.open(world.words());
        if (token != null && token.isTaken()) {
            throw new Refused(world.words().say("token.taken", KeyToken.ALIAS));
        }
        var root = at(folder).root(passphrase(passphraseFile, false));
        if (dryRun) {
            say("issuing.dry", out);
            return;
        }
        var now = world.clock().instant();
        var issuing = token == null ? root.issuing(now) : root.issuing(now, token);
        target.putIssuing(issuing, root, token);
        say(token == null ? "issuing.done" : "issuing.done.token", out, Shown.day(issuing.certificate()));
    }

    /** A certificate with its key for a broker or a centre. */
    @Command(name = "server")
    void server(
            @Option(names = "--folder", required = true, paramLabel = "FOLDER") Path folder,
            @Option(names = "--out", required = true, paramLabel = "FOLDER") Path out,
            @Option(names = "--name", required = true, paramLabel = "HOST") List<String> names,
            @Option(names = "--address", paramLabel = "IP") @Nullable List<InetAddress> addresses,
            @Mixin InToken inToken,
            @Option(names = "--dry-run") boolean dryRun)
            throws IOException, Refused {
        var place = at(folder);
        var issuing = place.issuing(inToken.open(world.words()));
        var keyFile = out.resolve("server.key");
        if (Files.exists(keyFile)) {
            throw new Refused(world.words().say("folder.taken", out, "server.key"));
        }
        var key = EcKeys.node(world.random());
        X509Certificate made;
        try {
            made = new Certificates(issuing)
                    .server(
                            key.getPublic(),
                            names,
                            addresses == null ? List.of() : addresses,
                            world.clock().instant());
        } catch (IllegalArgumentException outside) {
            throw new Refused(world.words()
                    .say(
                            "server.outside",
                            String.join(", ", names),
                            issuing.names().domain()));
        }
        if (dryRun) {
            say("server.dry", String.join(", ", names), out);
            return;
        }
        Files.createDirectories(out);
        WholeFile.write(out.resolve("root.pem"), place.read(CaFolder.ROOT), Readers.EVERYBODY);
        WholeFile.write(out.resolve("server.pem"), Pem.of(made, issuing.certificate()), Readers.EVERYBODY);
        WholeFile.write(keyFile, Pem.of(key.getPrivate()), Readers.OWNER);
        say("server.done", String.join(", ", names), out, Shown.day(made));
    }

    /** What a folder holds, and how long it holds. */
    @Command(name = "show")
    void show(
            @Option(names = "--folder", required = true, paramLabel = "FOLDER") Path folder,
            @Option(names = "--json") boolean json)
            throws IOException, Refused {
        var place = at(folder);
        var found = new ArrayList<Map<String, String>>();
        for (var name : List.of(CaFolder.ROOT, CaFolder.ISSUING, "server.pem")) {
            if (place.has(name)) {
                found.add(row(name, place.read(name)));
            }
        }
        if (found.isEmpty()) {
            throw new Refused(world.words().say("show.nothing", folder));
        }
        print(json ? Shown.json(found) : Shown.table(found));
    }

    private Map<String, String> row(String file, String text) throws Refused {
        try {
            var certificate = Pem.certificates(text).get(0);
            var left = Duration.between(
                    world.clock().instant(), certificate.getNotAfter().toInstant());
            var row = new LinkedHashMap<String, String>();
            row.put("file", file);
            row.put("subject", certificate.getSubjectX500Principal().getName());
            row.put("until", Shown.day(certificate));
            row.put("days", String.valueOf(left.toDays()));
            row.put("sha256", Shown.fingerprint(certificate));
            return row;
        } catch (BadForm broken) {
            throw new Refused(world.words().say("issuing.broken", file));
        }
    }

    private CityNames names(String organisation, String domain) throws Refused {
        try {
            return new CityNames(organisation, domain);
        } catch (IllegalArgumentException wrong) {
            throw new Refused(world.words().say("names.wrong"));
        }
    }

    /** @param fresh whether it is chosen now: then it is asked twice, and must be long */
    private String passphrase(@Nullable Path file, boolean fresh) throws IOException, Refused {
        String given;
        if (file != null) {
            given = Files.readString(file).strip();
        } else {
            given = asked("passphrase.ask");
            if (fresh && !given.equals(asked("passphrase.again"))) {
                throw new Refused(world.words().say("passphrase.differs"));
            }
        }
        if (fresh && given.length() < Pem.SHORTEST_PASSPHRASE) {
            throw new Refused(world.words().say("passphrase.short", Pem.SHORTEST_PASSPHRASE));
        }
        return given;
    }

    private String asked(String key) throws Refused {
        var typed = world.passphrases().ask(world.words().say(key));
        if (typed == null) {
            throw new Refused(world.words().say("passphrase.none"));
        }
        return new String(typed);
    }

    private CaFolder at(Path folder) {
        return new CaFolder(folder, world.random(), world.words());
    }

    private void say(String key, Object... parts) {
        print(world.words().say(key, parts));
    }

    private void print(String text) {
        if (spec != null) {
            var out = spec.commandLine().getOut();
            out.println(text);
            out.flush();
        }
    }
}
