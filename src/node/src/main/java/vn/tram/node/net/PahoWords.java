package vn.tram.node.net;

import static java.util.Map.entry;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/** Says in plain English what Paho says in numbers. For the log. */
final class PahoWords {
    /** Paho's number for a CONNACK it cannot read: in practice a broker that knows MQTT 3 alone. */
    private static final int INVALID_RETURN_CODE = MqttException.REASON_CODE_INVALID_RETURN_CODE;

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            entry(MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR, "unspecified error"),
            entry(MqttReturnCode.RETURN_CODE_MALFORMED_CONTROL_PACKET, "malformed packet"),
            entry(MqttReturnCode.RETURN_CODE_PROTOCOL_ERROR, "protocol error"),
            entry(MqttReturnCode.RETURN_CODE_IMPLEMENTATION_SPECIFIC_ERROR, "an error of its own"),
            entry(MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION, "it does not speak MQTT 5"),
            entry(MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID, "client id not valid"),
            entry(MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD, "bad user name or password"),
            entry(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED, "not authorised"),
            entry(MqttReturnCode.RETURN_CODE_SERVER_UNAVAILABLE, "broker unavailable"),
            entry(MqttReturnCode.RETURN_CODE_SERVER_BUSY, "broker busy"),
            entry(MqttReturnCode.RETURN_CODE_BANNED, "banned"),
            entry(MqttReturnCode.RETURN_CODE_SERVER_SHUTTING_DOWN, "broker shutting down"),
            entry(MqttReturnCode.RETURN_CODE_BAD_AUTHENTICATION, "authentication method not known"),
            entry(MqttReturnCode.RETURN_CODE_KEEP_ALIVE_TIMEOUT, "nothing heard from us in time"),
            entry(MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER, "another client came with the same name"),
            entry(MqttReturnCode.RETURN_CODE_TOPIC_FILTER_NOT_VALID, "topic filter not valid"),
            entry(MqttReturnCode.RETURN_CODE_TOPIC_NAME_INVALID, "topic not valid"),
            entry(MqttReturnCode.RETURN_CODE_RECEIVE_MAXIMUM_EXCEEDED, "too many messages at once"),
            entry(MqttReturnCode.RETURN_CODE_PACKET_TOO_LARGE, "packet too large"),
            entry(MqttReturnCode.RETURN_CODE_MESSAGE_RATE_TOO_HIGH, "messages too frequent"),
            entry(MqttReturnCode.RETURN_CODE_QUOTA_EXCEEDED, "quota exceeded"),
            entry(MqttReturnCode.RETURN_CODE_ADMINISTRITIVE_ACTION, "an administrator's act"),
            entry(MqttReturnCode.RETURN_CODE_USE_ANOTHER_SERVER, "it asks to use another broker"),
            entry(MqttReturnCode.RETURN_CODE_SERVER_MOVED, "the broker moved"),
            entry(MqttReturnCode.RETURN_CODE_CONNECTION_RATE_EXCEEDED, "connections too frequent"));

    private PahoWords() {}

    /** An MQTT 5 reason code in words, with the number for those who look it up. */
    static String reason(int code) {
        return String.format(Locale.ROOT, "%s (0x%02x)", REASONS.getOrDefault(code, "reason"), code);
    }

    /** Why a connection could not be made, or ended. */
    static String of(Throwable failure, URI broker) {
        var place = broker.getHost() + ":" + broker.getPort();
        if (failure instanceof MqttException known) {
            var cause = known.getCause();
            if (cause instanceof MqttException || cause instanceof IOException) {
                return of(cause, broker);
            }
            return ofCode(known, place);
        }
        if (failure instanceof UnknownHostException) {
            return "the name " + broker.getHost() + " is not known";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "nobody answers at " + place + " (" + failure.getMessage() + ")";
        }
        if (failure instanceof SocketTimeoutException) {
            return place + " does not answer";
        }
        if (failure instanceof SSLException secured) {
            return TlsWords.of(secured, place);
        }
        if (failure instanceof EOFException) {
            return "the broker closed the connection";
        }
        var message = Objects.requireNonNullElse(failure.getMessage(), "no reason given");
        return failure instanceof IOException
                ? "the connection broke (" + message + ")"
                : "the connection failed: " + message;
    }

    private static String ofCode(MqttException failure, String place) {
        int code = failure.getReasonCode();
        if (code == INVALID_RETURN_CODE || code == MqttClientException.REASON_CODE_INVALID_PROTOCOL_VERSION) {
            return "the broker at " + place + " does not speak MQTT 5";
        }
        if (code == MqttClientException.REASON_CODE_CLIENT_TIMEOUT) {
            return "the broker does not answer any more";
        }
        if (code == MqttClientException.REASON_CODE_WRITE_TIMEOUT) {
            return "nothing can be sent any more";
        }
        if (code == MqttClientException.REASON_CODE_SERVER_CONNECT_ERROR) {
            return "nobody answers at " + place;
        }
        if (code == MqttClientException.REASON_CODE_CONNECTION_LOST
                || code == MqttClientException.REASON_CODE_SERVER_DISCONNECTED
                || code == MqttClientException.REASON_CODE_CLIENT_DISCONNECTING) {
            return "the broker closed the connection";
        }
        if (code >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR && code <= 0xff) {
            return "the broker refused: " + reason(code);
        }
        return "the connection failed: " + failure.getMessage() + " (" + code + ")";
    }
}
