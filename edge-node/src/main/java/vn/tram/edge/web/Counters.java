package vn.tram.edge.web;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.QueueEvent;

/** Counts for {@code /metrics} since the process started. Any thread. */
final class Counters {
    private final LongAdder commits = new LongAdder();
    private final LongAdder entries = new LongAdder();
    private final LongAdder issued = new LongAdder();
    private final LongAdder calls = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder refusals = new LongAdder();

    void committed(List<Written> changes) {
        commits.increment();
        for (var change : changes) {
            if (change instanceof Written.Journalled journalled) {
                entries.increment();
                if (journalled.event() instanceof QueueEvent.TicketIssued) {
                    issued.increment();
                } else if (journalled.event() instanceof QueueEvent.TicketCalled) {
                    calls.increment();
                }
            }
        }
    }

    void answered(int status) {
        requests.increment();
        if (status >= 400) {
            refusals.increment();
        }
    }

    void print(StringBuilder text) {
        StatusApi.metric(text, "tram_commits_total", "counter", commits.sum());
        StatusApi.metric(text, "tram_entries_total", "counter", entries.sum());
        StatusApi.metric(text, "tram_tickets_issued_total", "counter", issued.sum());
        StatusApi.metric(text, "tram_calls_total", "counter", calls.sum());
        StatusApi.metric(text, "tram_http_requests_total", "counter", requests.sum());
        StatusApi.metric(text, "tram_http_refusals_total", "counter", refusals.sum());
    }
}
