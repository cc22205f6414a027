package vn.tram.centre.net.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the broker's decoder until it is known who speaks: whoever takes too long to say so, or says too much
 * before, is put out. One for each connection, on its thread.
 */
public final class Doorkeeper extends ChannelInboundHandlerAdapter {
    /** Bytes of MQTT that a stranger may say: a CONNECT with its will has a few hundred. */
    static final int MAX_BYTES = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final AttributeKey<Boolean> KNOWN = AttributeKey.valueOf("vn.tram.known");

    private final Duration patience;
    private int heard;

    /** @param patience how long a stranger may take */
    public Doorkeeper(Duration patience) {
        this.patience = patience;
    }

    /** It is known who speaks on this connection. Any thread. */
    public static void welcome(Channel channel) {
        channel.attr(KNOWN).set(true);
    }

    private static boolean knows(Channel channel) {
        return Boolean.TRUE.equals(channel.attr(KNOWN).get());
    }

    private static void putOut(Channel channel, String why) {
        channel.close().addListener(closed -> LOG.debug("{} was put out: {}", channel.remoteAddress(), why));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var channel = context.channel();
        var alarm = context.executor()
                .schedule(
                        () -> {
                            if (!knows(channel)) {
                                putOut(channel, "it took too long to say who it is");
                            }
                        },
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> alarm.cancel(false));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (knows(context.channel())) {
            context.fireChannelRead(message);
            context.pipeline().remove(this);
            return;
        }
        heard += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        if (heard > MAX_BYTES) {
            ReferenceCountUtil.release(message);
            putOut(context.channel(), "it said too much before it said who it is");
        } else {
            context.fireChannelRead(message);
        }
    }
}
