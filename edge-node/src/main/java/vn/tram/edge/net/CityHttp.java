package vn.tram.edge.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.enrol.CityCalls;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.PeerTrust;
import vn.tram.node.net.tls.TlsContexts;
import vn.tram.provisioning.enrol.CityAnswer;
import vn.tram.provisioning.enrol.CityRefusal;

/** Asks the centre by HTTP, with limits for time and size. Any thread. */
public final class CityHttp implements CityCalls {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration WHOLE = Duration.ofSeconds(45);
    private static final int OK = 200;

    private final HttpClient client;

    /** Whoever answers is believed so far; the proofs inside tell. */
    public CityHttp() {
        this(anyServer());
    }

    /**
     * A server is believed only when one of these vouches for it, besides the proofs inside.
     *
     * @param now epoch milliseconds, never before this software was made
     */
    public static CityHttp believing(Collection<X509Certificate> anchors, LongSupplier now) {
        return new CityHttp(TlsContexts.of(PeerTrust.inServers(anchors, new Dates(now, Long.MIN_VALUE))));
    }

    private CityHttp(SSLContext context) {
        client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(context)
                .build();
    }

    private static SSLContext anyServer() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyServer()}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has TLS", impossible);
        }
    }

    @Override
    public Heard post(String centre, String path, Bytes document) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(centre + path))
                    .timeout(WHOLE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(document.toArray()))
                    .build();
        } catch (IllegalArgumentException noAddress) {
            return new Silent(String.valueOf(noAddress.getMessage()));
        }
        var sent = client.sendAsync(request, about -> new Limited());
        try {
            var response = sent.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
            return response.statusCode() == OK
                    ? new Answered(CityAnswer.read(Bytes.owned(response.body())))
                    : refusal(response.statusCode(), response.body());
        } catch (ExecutionException failed) {
            return new Silent(String.valueOf(failed.getCause()));
        } catch (TimeoutException late) {
            sent.cancel(true);
            return new Silent("no answer in " + WHOLE.toSeconds() + " s");
        } catch (BadForm foreign) {
            return new Silent("not an answer of a centre: " + foreign.getMessage());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return new Silent("ending");
        }
    }

    private static Heard refusal(int status, byte[] body) {
        try {
            var refusal = CityRefusal.read(Bytes.owned(body));
            return new Refused(refusal.code(), refusal.triesLeft());
        } catch (BadForm foreign) {
            return new Silent("status " + status + " from something that is no centre");
        }
    }

    /** Takes a body of an answer's length, and ends the connection when more comes. */
    private static final class Limited implements BodySubscriber<byte[]> {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private @Nullable Subscription subscription;

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Subscription made) {
            subscription = made;
            made.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (var part : parts) {
                var bytes = new byte[part.remaining()];
                part.get(bytes);
                taken.writeBytes(bytes);
            }
            var coming = subscription;
            if (taken.size() > CityAnswer.MAX_BYTES && coming != null) {
                coming.cancel();
                body.completeExceptionally(new IOException("an answer of over " + CityAnswer.MAX_BYTES + " bytes"));
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(taken.toByteArray());
        }
    }
}
