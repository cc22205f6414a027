package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Bytes;

/** Writes down all that a link says, so that a test can wait for it; waiting is left to the kind of world. */
public final class Recorder implements Link.Listener {
    /** How long a test waits for something that must come; a fake world moves its clock on instead of waiting. */
    public interface Patience {
        Duration pass();
    }

    private final BlockingQueue<String> states = new LinkedBlockingQueue<>();
    private final BlockingQueue<Link.Message> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Link.Sent> settled = new LinkedBlockingQueue<>();
    private final Patience patience;

    public Recorder(Patience patience) {
        this.patience = patience;
    }

    @Override
    public void up() {
        states.add("up");
    }

    @Override
    public void down(String why) {
        states.add("down: " + why);
    }

    @Override
    public void received(String topic, byte[] payload) {
        messages.add(new Link.Message(topic, Bytes.of(payload)));
    }

    /** What to hand to {@link Link#send}. */
    public Consumer<Link.Sent> settled() {
        return settled::add;
    }

    public void expectUp() {
        assertThat(next(states, "up")).isEqualTo("up");
    }

    /** Waits for the end of the connection; returns the reason given. */
    public String expectDown() {
        var state = next(states, "down");
        assertThat(state).startsWith("down: ");
        return state.substring("down: ".length());
    }

    public Link.Message expectMessage() {
        return next(messages, "a message");
    }

    public void expectSettled(Link.Sent as) {
        assertThat(next(settled, "settled as " + as)).isEqualTo(as);
    }

    public List<Link.Sent> expectSettled(int count) {
        var all = new ArrayList<Link.Sent>();
        for (int i = 0; i < count; i++) {
            all.add(next(settled, "settled, number " + (i + 1)));
        }
        return all;
    }

    /** That nothing was said which the test has not asked for; call it after something that would have come later. */
    public void expectNothingMore() {
        assertThat(states).isEmpty();
        assertThat(messages).isEmpty();
        assertThat(settled).isEmpty();
    }

    private <T> T next(BlockingQueue<T> queue, String what) {
        @Nullable T next = null;
        try {
            next = queue.poll(patience.pass().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (next == null) {
            throw new AssertionError("still waiting for: " + what + "; heard: " + states + ", " + messages.size()
                    + " messages, " + settled.size() + " settled");
        }
        return next;
    }
}
