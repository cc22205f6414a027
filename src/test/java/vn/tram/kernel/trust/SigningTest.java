package vn.tram.kernel.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.kernel.base.Bytes;

final class SigningTest {
    private static final byte[] MESSAGE = "Phường Hoàn Kiếm".getBytes(UTF_8);

    /** RFC 8032, 7.1, tests 1 to 3: seed, public key, message, signature. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                + "4a7c15e9716ed28dc027beceea1ec40a"
    })
    void signaturesAreThoseOfTheStandard(String seed, String raw, String message, String signature) {
        var key = SigningKey.of(Bytes.ofHex(seed + raw));
        var bytes = Bytes.ofHex(message).toArray();
        assertThat(key.verifyKey().raw().hex()).isEqualTo(raw);
        assertThat(key.sign(bytes).hex()).isEqualTo(signature);
        assertThat(VerifyKey.ofHex(raw).verifies(bytes, Bytes.ofHex(signature))).isTrue();
    }

    @Test
    void everyFlippedBitOfMessageOrSignatureIsNoticed() {
        var signature = TestKeys.CITY.sign(MESSAGE);
        var key = TestKeys.CITY.verifyKey();
        for (int bit = 0; bit < MESSAGE.length * 8; bit += 5) {
            assertThat(key.verifies(flipped(MESSAGE, bit), signature)).isFalse();
        }
        for (int bit = 0; bit < VerifyKey.SIGNATURE * 8; bit += 7) {
            assertThat(key.verifies(MESSAGE, Bytes.of(flipped(signature.toArray(), bit))))
                    .isFalse();
        }
    }

    @Test
    void ringTrustsItsKeysByTheirIdsAndNobodyElse() {
        var next = TestKeys.NEXT;
        var ring = new KeyRing(List.of(TestKeys.CITY.verifyKey(), next.verifyKey()));
        for (var key : List.of(TestKeys.CITY, next)) {
            assertThat(ring.verifies(key.verifyKey().id(), MESSAGE, key.sign(MESSAGE)))
                    .isTrue();
        }
        var stranger = TestKeys.STRANGER;
        var forged = stranger.sign(MESSAGE);
        assertThat(ring.verifies(stranger.verifyKey().id(), MESSAGE, forged)).isFalse();
        assertThat(ring.verifies(next.verifyKey().id(), MESSAGE, forged)).isFalse();
        assertThat(KeyRing.NONE.verifies(next.verifyKey().id(), MESSAGE, next.sign(MESSAGE)))
                .isFalse();
    }

    @Test
    void ringIsReadFromItsLineInTheSettings() {
        var line = TestKeys.CITY.verifyKey().raw().hex() + ", "
                + TestKeys.STRANGER.verifyKey().raw().hex();
        var ring = KeyRing.ofHex(line);
        var key = TestKeys.STRANGER;
        assertThat(ring.verifies(key.verifyKey().id(), MESSAGE, key.sign(MESSAGE)))
                .isTrue();
        assertThat(KeyRing.ofHex(" ").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "xyz", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"})
    void lineThatIsNoKeyIsRefused(String line) {
        assertThatThrownBy(() -> KeyRing.ofHex(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytesThatAreNoPointOfTheCurveVerifyNothing() {
        var nonsense = new VerifyKey(Bytes.ofHex("ff".repeat(32)));
        assertThat(nonsense.verifies(MESSAGE, TestKeys.CITY.sign(MESSAGE))).isFalse();
        assertThat(TestKeys.CITY.verifyKey().verifies(MESSAGE, Bytes.EMPTY)).isFalse();
    }

    @Test
    void freshKeysDifferAndAKeyComesBackFromItsPair() {
        var key = SigningKey.fresh();
        assertThat(key.verifyKey()).isNotEqualTo(SigningKey.fresh().verifyKey());
        assertThat(SigningKey.of(key.pair()).verifyKey()).isEqualTo(key.verifyKey());
        assertThat(key.toString()).doesNotContain(key.pair().hex().substring(0, 64));
    }

    @Test
    void halvesOfTwoKeysAreNoPair() {
        var mixed = TestKeys.CITY.pair().first(32).hex()
                + TestKeys.NEXT.verifyKey().raw().hex();
        assertThatThrownBy(() -> SigningKey.of(Bytes.ofHex(mixed))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        var copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }
}
