package vn.tram.centre;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.duty.DutyRejection;
import vn.tram.centre.enrol.EnrolCommand;
import vn.tram.centre.feeds.FeedCommand.PublishDictionary;
import vn.tram.centre.feeds.FeedCommand.PublishGroups;
import vn.tram.centre.feeds.FeedCommand.PublishSettings;
import vn.tram.centre.feeds.FeedCommand.SettingsNow;
import vn.tram.centre.feeds.FeedRejection;
import vn.tram.centre.feeds.StaffCommand;
import vn.tram.centre.feeds.StaffErrand;
import vn.tram.centre.instances.BoxInstances;
import vn.tram.centre.instances.InstanceCommand.Decide;
import vn.tram.centre.instances.InstanceCommand.Decided;
import vn.tram.centre.instances.InstanceCommand.Fate;
import vn.tram.centre.instances.InstanceRejection;
import vn.tram.centre.instances.Ruling;
import vn.tram.centre.store.Errands.Errand;
import vn.tram.centre.store.Workplace;
import vn.tram.centre.store.enrol.EnrolErrand;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.Rejection;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.CoreRejection;

/**
 * Takes what only another worker may do, the writer of the feeds or the one that has a box, to that worker and brings
 * its answer back, by way of the database. Any thread may ask; {@link #round} is for the worker's own thread.
 */
final class ErrandsProcess {
    /** Rounds that an answer is waited for: about ten seconds. */
    private static final int PATIENCE = 20;

    /** What errands for the writer of the feeds are about, besides wards; also well formed as names of boxes. */
    private static final String DICTIONARY = "dictionary";

    private static final String GROUPS = "groups";

    private static final String STAFF = "staff";

    private static final String DONE = "DONE ";
    private static final String REFUSED = "REFUSED ";

    private final Workplace workplace;
    private final Centre centre;
    private final ArrayDeque<Waiting> fresh = new ArrayDeque<>();
    private final List<Waiting> sent = new ArrayList<>();

    ErrandsProcess(Workplace workplace, Centre centre) {
        this.workplace = workplace;
        this.centre = centre;
    }

    /** A decision as it travels. */
    private record Deciding(long seen, String act, int instance, String who, String why) {}

    /** Groups as they travel: names of groups by code of ward; JSON by name of group and key. */
    private record Grouping(Map<String, Set<String>> members, Map<String, Map<String, String>> rows) {
        static Grouping of(PublishGroups groups) {
            var members = new TreeMap<String, Set<String>>();
            groups.members().forEach((ward, names) -> members.put(ward.value(), names));
            var rows = new TreeMap<String, Map<String, String>>();
            groups.rows().forEach((group, each) -> {
                var texts = rows.computeIfAbsent(group, none -> new TreeMap<>());
                each.forEach((key, row) -> texts.put(key, new String(row.toArray(), UTF_8)));
            });
            return new Grouping(members, rows);
        }

        PublishGroups command() {
            var all = new TreeMap<WardCode, Set<String>>();
            members.forEach((ward, names) -> all.put(new WardCode(ward), names));
            var bytes = new TreeMap<String, Map<String, Bytes>>();
            rows.forEach((group, each) -> {
                var of = bytes.computeIfAbsent(group, none -> new TreeMap<>());
                each.forEach((key, row) -> of.put(key, Bytes.owned(row.getBytes(UTF_8))));
            });
            return new PublishGroups(all, bytes);
        }
    }

    /** What another worker is asked for, and by whom. */
    private static final class Waiting {
        private final Command<?> command;
        private final String about;
        private final Bytes body;
        private final CompletableFuture<Outcome<?>> answer = new CompletableFuture<>();
        private long id;
        private int rounds;

        Waiting(Command<?> command, String about, Bytes body) {
            this.command = command;
            this.about = about;
            this.body = body;
        }
    }

    /** As {@link Centre#submit}, but what the city publishes and deciding about boxes work at every worker. */
    @SuppressWarnings("unchecked") // the outcome is made of the command that waits
    <R> CompletionStage<Outcome<R>> ask(Command<R> command) {
        return centre.submit(command).thenCompose(outcome -> {
            var errand = outcome instanceof Outcome.Refused<R> refused ? errand(command, refused) : null;
            if (errand == null) {
                return CompletableFuture.completedFuture(outcome);
            }
            synchronized (fresh) {
                fresh.add(errand);
            }
            return (CompletionStage<Outcome<R>>) (CompletionStage<?>) errand.answer;
        });
    }

    private static @Nullable Waiting errand(Command<?> command, Outcome.Refused<?> refused) {
        if (refused.rejection() == FeedRejection.NOT_THE_WRITER) {
            return forTheWriter(command);
        }
        if (command instanceof Decide decide && refused.rejection() == DutyRejection.ANOTHERS_BOX) {
            var body = new Deciding(decide.seen(), decide.act().name(), decide.instance(), decide.who(), decide.why());
            return new Waiting(decide, decide.box().value(), CatalogueJson.write(body));
        }
        if (command instanceof EnrolCommand<?> enrol && refused.rejection() == DutyRejection.ANOTHERS_BOX) {
            return new Waiting(enrol, enrol.box().value(), EnrolErrand.body(enrol));
        }
        return null;
    }

    private static @Nullable Waiting forTheWriter(Command<?> command) {
        if (command instanceof PublishSettings publish) {
            return new Waiting(publish, publish.ward().value(), CatalogueJson.write(publish.settings()));
        }
        if (command instanceof PublishDictionary publish) {
            return new Waiting(publish, DICTIONARY, publish.body());
        }
        if (command instanceof StaffCommand.Change change) {
            return new Waiting(change, STAFF, CatalogueJson.write(StaffErrand.of(change)));
        }
        if (command instanceof PublishGroups publish) {
            return new Waiting(publish, GROUPS, CatalogueJson.write(Grouping.of(publish)));
        }
        return null;
    }

    /** Does what others ask, when this worker may; sends what is asked here; looks for answers. */
    void round() throws StoreFailure {
        var errands = workplace.errands();
        for (var errand : errands.open()) {
            if (mine(errand)) {
                errands.answer(errand.id(), done(errand));
            }
        }
        Waiting next;
        synchronized (fresh) {
            next = fresh.poll();
        }
        while (next != null) {
            next.id = errands.post(next.about, next.body);
            sent.add(next);
            synchronized (fresh) {
                next = fresh.poll();
            }
        }
        for (var waiting : List.copyOf(sent)) {
            var answer = errands.answerOf(waiting.id);
            if (answer.isPresent() || ++waiting.rounds > PATIENCE) {
                sent.remove(waiting);
                waiting.answer.complete(outcome(waiting.command, answer.orElse("")));
            }
        }
    }

    private boolean mine(Errand errand) {
        var duty = workplace.duty();
        return forTheWriter(errand) ? duty.hasCity() : duty.has(new BoxId(errand.about()));
    }

    private static boolean forTheWriter(Errand errand) {
        return aboutWard(errand)
                || errand.about().equals(DICTIONARY)
                || errand.about().equals(GROUPS)
                || errand.about().equals(STAFF);
    }

    private static boolean aboutWard(Errand errand) {
        return Character.isDigit(errand.about().charAt(0));
    }

    private String done(Errand errand) {
        try {
            return forTheWriter(errand) ? published(errand) : decided(errand);
        } catch (BadForm | IllegalArgumentException notOurs) {
            return REFUSED;
        }
    }

    private String published(Errand errand) throws BadForm {
        if (errand.about().equals(DICTIONARY)) {
            return done(new PublishDictionary(errand.body()), number -> Integer.toString(number));
        }
        if (errand.about().equals(GROUPS)) {
            var groups = CatalogueJson.read(errand.body(), Grouping.class).command();
            return done(groups, rows -> Integer.toString(rows));
        }
        if (errand.about().equals(STAFF)) {
            return done(CatalogueJson.read(errand.body(), StaffErrand.class).command(), name -> name);
        }
        var settings = CatalogueJson.read(errand.body(), WardSettings.class);
        return done(new PublishSettings(new WardCode(errand.about()), settings), now -> Long.toString(now.offset()));
    }

    private <R> String done(Command<R> command, Function<R, String> told) {
        var outcome = centre.submit(command).toCompletableFuture().join();
        if (outcome instanceof Outcome.Accepted<R> accepted) {
            return DONE + told.apply(accepted.reply());
        }
        return outcome instanceof Outcome.Refused<R> refused
                ? REFUSED + refused.rejection().name()
                : REFUSED;
    }

    private String decided(Errand errand) throws BadForm {
        var enrol = EnrolErrand.command(errand.body());
        if (enrol.isPresent()) {
            return DONE
                    + EnrolErrand.answer(
                            centre.submit(enrol.get()).toCompletableFuture().join());
        }
        var body = CatalogueJson.read(errand.body(), Deciding.class);
        var act = Ruling.Act.valueOf(body.act());
        var box = new BoxId(errand.about());
        return done(
                new Decide(box, body.seen(), act, body.instance(), body.who(), body.why()),
                decided -> decided.fate().name());
    }

    private Outcome<?> outcome(Command<?> command, String answer) throws StoreFailure {
        if (command instanceof PublishSettings publish && answer.startsWith(DONE)) {
            return new Outcome.Accepted<>(
                    new SettingsNow(publish.settings(), Long.parseLong(answer.substring(DONE.length()))));
        }
        if (command instanceof StaffCommand.Change && answer.startsWith(DONE)) {
            return new Outcome.Accepted<>(answer.substring(DONE.length()));
        }
        if ((command instanceof PublishDictionary || command instanceof PublishGroups) && answer.startsWith(DONE)) {
            return new Outcome.Accepted<>(Integer.parseInt(answer.substring(DONE.length())));
        }
        if (command instanceof Decide decide && answer.startsWith(DONE)) {
            var fate = Fate.valueOf(answer.substring(DONE.length()));
            var now = workplace.look(Set.of(decide.box().value())).boxes().stream()
                    .map(box -> box.copies())
                    .findFirst()
                    .orElse(BoxInstances.NONE);
            return new Outcome.Accepted<>(new Decided(fate, now));
        }
        if (command instanceof EnrolCommand<?> enrol && answer.startsWith(DONE)) {
            return EnrolErrand.outcome(enrol, answer.substring(DONE.length()))
                    .orElseGet(() -> new Outcome.Refused<>(CoreRejection.STORE_UNAVAILABLE));
        }
        return new Outcome.Refused<>(Stream.of(InstanceRejection.values(), FeedRejection.values())
                .<Rejection>flatMap(Stream::of)
                .filter(rejection -> rejection != FeedRejection.NOT_THE_WRITER)
                .filter(rejection -> answer.equals(REFUSED + rejection.name()))
                .findFirst()
                .orElse(CoreRejection.STORE_UNAVAILABLE));
    }
}
