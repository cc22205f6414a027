package vn.tram.provisioning.cli;

/** Something was asked for that cannot be done; nothing has changed. The message is for the person who asked. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String words) {
        super(words);
    }
}
