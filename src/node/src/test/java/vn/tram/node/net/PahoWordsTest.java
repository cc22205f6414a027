package vn.tram.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

class PahoWordsTest {
    private static final URI BROKER = URI.create("tcp://centre.example:1883");

    private static String words(Throwable failure) {
        return PahoWords.of(failure, BROKER);
    }

    @Test
    void numbersBecomeWords() {
        assertThat(words(new MqttException(
                        MqttClientException.REASON_CODE_SERVER_CONNECT_ERROR, new ConnectException("refused"))))
                .isEqualTo("nobody answers at centre.example:1883 (refused)");
        assertThat(words(new MqttException(new UnknownHostException("x"))))
                .isEqualTo("the name centre.example is not known");
        assertThat(words(new MqttException(new SocketTimeoutException("x"))))
                .isEqualTo("centre.example:1883 does not answer");
        assertThat(words(new MqttException(MqttClientException.REASON_CODE_CONNECTION_LOST, new EOFException())))
                .isEqualTo("the broker closed the connection");
        assertThat(words(new MqttException(MqttClientException.REASON_CODE_CONNECTION_LOST, new IOException("reset"))))
                .isEqualTo("the connection broke (reset)");
        assertThat(words(new MqttException(50001)))
                .isEqualTo("the broker at centre.example:1883 does not speak MQTT 5");
        assertThat(words(new MqttException(0x87))).isEqualTo("the broker refused: not authorised (0x87)");
        assertThat(words(new MqttException(MqttClientException.REASON_CODE_CLIENT_TIMEOUT)))
                .isEqualTo("the broker does not answer any more");
    }

    @Test
    void unknownReasonKeepsItsNumber() {
        assertThat(PahoWords.reason(0x9e)).isEqualTo("reason (0x9e)");
        assertThat(PahoWords.reason(0x95)).isEqualTo("packet too large (0x95)");
    }
}
