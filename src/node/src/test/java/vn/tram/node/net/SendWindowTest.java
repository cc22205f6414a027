package vn.tram.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendWindowTest {
    private static Outgoing bulk() {
        return new Outgoing("tram/1/up/w00070-1/4", new byte[10], false, sent -> {});
    }

    private static Outgoing pressing() {
        return new Outgoing("tram/1/up/w00070-1/1", new byte[10], true, sent -> {});
    }

    @Test
    void bulkLeavesTheKeptSlotsFree() {
        var window = new SendWindow(8, 2);
        for (int i = 0; i < 20; i++) {
            window.add(bulk());
        }
        for (int i = 0; i < 6; i++) {
            assertThat(window.next()).isNotNull();
        }

        assertThat(window.next()).isNull();
    }

    @Test
    void pressingMessagesOvertakeBulkAndUseEverySlot() {
        var window = new SendWindow(8, 2);
        for (int i = 0; i < 20; i++) {
            window.add(bulk());
        }
        for (int i = 0; i < 6; i++) {
            window.next();
        }
        var first = pressing();
        var second = pressing();
        window.add(first);
        window.add(second);
        window.add(pressing());

        assertThat(window.next()).isSameAs(first);
        assertThat(window.next()).isSameAs(second);
        assertThat(window.next()).isNull();
    }

    @Test
    void messagesOfOneKindKeepTheirOrder() {
        var window = new SendWindow(3, 1);
        var first = bulk();
        var second = bulk();
        var third = bulk();
        window.add(first);
        window.add(second);
        window.add(third);

        assertThat(window.next()).isSameAs(first);
        assertThat(window.next()).isSameAs(second);
        assertThat(window.done(first)).isTrue();
        assertThat(window.next()).isSameAs(third);
    }

    @Test
    void brokersLimitNarrowsTheWindowButNeverShutsIt() {
        var window = new SendWindow(8, 2);
        window.narrow(1);
        window.add(bulk());
        window.add(bulk());

        var first = window.next();
        assertThat(first).isNotNull();
        assertThat(window.next()).isNull();
        assertThat(first != null && window.done(first)).isTrue();
        assertThat(window.next()).isNotNull();
    }

    @Test
    void generousBrokerDoesNotWidenTheWindow() {
        var window = new SendWindow(2, 0);
        window.narrow(32_767);
        window.add(bulk());
        window.add(bulk());
        window.add(bulk());

        assertThat(window.next()).isNotNull();
        assertThat(window.next()).isNotNull();
        assertThat(window.next()).isNull();
    }

    @Test
    void answerThatComesTwiceFreesOneSlot() {
        var window = new SendWindow(8, 2);
        var message = bulk();
        window.add(message);
        window.next();

        assertThat(window.done(message)).isTrue();
        assertThat(window.done(message)).isFalse();
    }

    @Test
    void drainReturnsWhatWaitsAndWhatIsUnderWay() {
        var window = new SendWindow(2, 1);
        for (int i = 0; i < 5; i++) {
            window.add(i % 2 == 0 ? bulk() : pressing());
        }
        var sent = window.next();

        assertThat(window.drain()).hasSize(5).contains(sent);
        assertThat(window.drain()).isEmpty();
        assertThat(window.next()).isNull();
    }
}
