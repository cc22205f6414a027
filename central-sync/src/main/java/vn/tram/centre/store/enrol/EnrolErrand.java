package vn.tram.centre.store.enrol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import vn.tram.centre.enrol.EnrolCommand;
import vn.tram.centre.enrol.EnrolCommand.CallOff;
import vn.tram.centre.enrol.EnrolCommand.CertificateIssued;
import vn.tram.centre.enrol.EnrolCommand.Enrol;
import vn.tram.centre.enrol.EnrolCommand.Kept;
import vn.tram.centre.enrol.EnrolCommand.Made;
import vn.tram.centre.enrol.EnrolCommand.MakeClaim;
import vn.tram.centre.enrol.EnrolCommand.Next;
import vn.tram.centre.enrol.EnrolCommand.Renew;
import vn.tram.centre.enrol.EnrolCommand.Renewing;
import vn.tram.centre.enrol.EnrolCommand.Replace;
import vn.tram.centre.enrol.EnrolCommand.Revoke;
import vn.tram.centre.enrol.EnrolCommand.Tried;
import vn.tram.centre.enrol.EnrolRejection;
import vn.tram.centre.enrol.Issued;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.provisioning.claims.Claim.Verdict;
import vn.tram.provisioning.claims.ClaimKey;
import vn.tram.provisioning.enrol.ClaimRequest;

/** How what is asked of a box's identity travels from one worker to the one that has the box, and its answer back. */
public final class EnrolErrand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KIND = "enrol";
    private static final String REFUSED = "refused";

    private EnrolErrand() {}

    /** The body of an errand. */
    public static Bytes body(EnrolCommand<?> command) {
        var all = JSON.createObjectNode().put(KIND, command.getClass().getSimpleName());
        all.put("box", command.box().value());
        if (command instanceof MakeClaim make) {
            all.put("key", make.key().key().hex()).put("who", make.who());
        } else if (command instanceof CallOff off) {
            all.put("who", off.who());
        } else if (command instanceof Enrol enrol) {
            all.put("request", enrol.request().request().hex());
            all.put("proof", enrol.request().proof().hex()).put("from", enrol.from());
        } else if (command instanceof Renew renew) {
            all.put("fingerprint", renew.fingerprint().hex())
                    .put("request", renew.request().hex());
        } else if (command instanceof CertificateIssued issued) {
            all.put("old", issued.old().hex()).set("issued", form(issued.issued()));
        } else if (command instanceof Revoke revoke) {
            all.put("who", revoke.who()).put("why", revoke.why());
        } else if (command instanceof Replace replace) {
            all.put("who", replace.who())
                    .put("why", replace.why())
                    .put("next", replace.next().value());
        } else {
            throw new AssertionError(command);
        }
        return Bytes.owned(text(all).getBytes(UTF_8));
    }

    /** The command of a body; empty when it is about something else. */
    public static Optional<EnrolCommand<?>> command(Bytes body) throws BadForm {
        var all = tree(body.toArray());
        if (!all.has(KIND)) {
            return Optional.empty();
        }
        try {
            var box = new BoxId(all.path("box").asText());
            return Optional.of(
                    switch (all.path(KIND).asText()) {
                        case "MakeClaim" -> new MakeClaim(box, new ClaimKey(hex(all, "key")), word(all, "who"));
                        case "CallOff" -> new CallOff(box, word(all, "who"));
                        case "Enrol" ->
                            new Enrol(
                                    new ClaimRequest(box, hex(all, "request"), hex(all, "proof")),
                                    // a worker of the version before tells no place
                                    all.path("from").asText(""));
                        case "Renew" -> new Renew(box, hex(all, "fingerprint"), hex(all, "request"));
                        case "CertificateIssued" ->
                            new CertificateIssued(box, issued(all.path("issued")), hex(all, "old"));
                        case "Revoke" -> new Revoke(box, word(all, "who"), word(all, "why"));
                        case "Replace" ->
                            new Replace(box, new BoxId(word(all, "next")), word(all, "who"), word(all, "why"));
                        default -> throw new BadForm("an unknown errand: " + all.path(KIND));
                    });
        } catch (IllegalArgumentException wrong) {
            throw new BadForm("an errand in another form", wrong);
        }
    }

    /** The words of an answer. */
    public static String answer(Outcome<?> outcome) {
        var all = JSON.createObjectNode();
        if (outcome instanceof Outcome.Refused<?> refused) {
            return text(all.put(REFUSED, refused.rejection().name()));
        }
        var reply = outcome instanceof Outcome.Accepted<?> accepted ? accepted.reply() : outcome;
        if (reply instanceof Made made) {
            all.put("expires", made.expires().toEpochMilli());
        } else if (reply instanceof Tried tried) {
            all.put("verdict", tried.verdict().name()).put("left", tried.left());
            tried.key().ifPresent(key -> all.put("key", key.key().hex()));
            tried.issued().ifPresent(one -> all.set("issued", form(one)));
        } else if (reply instanceof Renewing renewing) {
            renewing.issued().ifPresent(one -> all.set("issued", form(one)));
        } else if (reply instanceof Kept kept) {
            all.set("issued", form(kept.issued()));
        } else if (reply instanceof Next next) {
            all.put("next", next.box().value());
        } else if (reply instanceof Integer count) {
            all.put("count", count);
        } else if (reply instanceof Boolean changed) {
            all.put("changed", changed);
        } else {
            throw new AssertionError(reply);
        }
        return text(all);
    }

    /** What the asker hears; empty when the words say nothing that can be used. */
    public static Optional<Outcome<?>> outcome(EnrolCommand<?> command, String answer) {
        try {
            var all = tree(answer.getBytes(UTF_8));
            return Optional.of(
                    all.has(REFUSED)
                            ? new Outcome.Refused<>(EnrolRejection.valueOf(word(all, REFUSED)))
                            : new Outcome.Accepted<>(reply(command, all)));
        } catch (BadForm | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static Object reply(EnrolCommand<?> command, JsonNode all) throws BadForm {
        if (command instanceof MakeClaim) {
            return new Made(Instant.ofEpochMilli(all.path("expires").asLong()));
        } else if (command instanceof CallOff) {
            return all.path("changed").asBoolean();
        } else if (command instanceof Enrol) {
            return new Tried(
                    Verdict.valueOf(word(all, "verdict")),
                    all.path("left").asInt(),
                    all.has("key") ? Optional.of(new ClaimKey(hex(all, "key"))) : Optional.empty(),
                    maybe(all));
        } else if (command instanceof Renew) {
            return new Renewing(maybe(all));
        } else if (command instanceof CertificateIssued) {
            return new Kept(issued(all.path("issued")));
        } else if (command instanceof Revoke) {
            return all.path("count").asInt();
        } else if (command instanceof Replace) {
            return new Next(new BoxId(word(all, "next")));
        }
        throw new AssertionError(command);
    }

    private static Optional<Issued> maybe(JsonNode all) throws BadForm {
        return all.has("issued") ? Optional.of(issued(all.path("issued"))) : Optional.empty();
    }

    /** Taken back ones never travel: they are refused. */
    private static ObjectNode form(Issued one) {
        return JSON.createObjectNode()
                .put("serial", one.serial())
                .put("request", one.request().hex())
                .put("fingerprint", one.fingerprint().hex())
                .put("words", one.words())
                .put("chain", one.chain())
                .put("from", one.from())
                .put("until", one.until())
                .put("at", one.at());
    }

    private static Issued issued(JsonNode one) throws BadForm {
        return new Issued(
                word(one, "serial"),
                hex(one, "request"),
                hex(one, "fingerprint"),
                word(one, "words"),
                word(one, "chain"),
                one.path("from").asLong(),
                one.path("until").asLong(),
                one.path("at").asLong(),
                Optional.empty());
    }

    private static JsonNode tree(byte[] json) throws BadForm {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new BadForm("not JSON", broken);
        }
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("texts only", impossible);
        }
    }

    private static String word(JsonNode node, String field) throws BadForm {
        var value = node.path(field);
        if (!value.isTextual()) {
            throw new BadForm(field + " is missing");
        }
        return value.asText();
    }

    private static Bytes hex(JsonNode node, String field) throws BadForm {
        return Bytes.ofHex(word(node, field));
    }
}
