package vn.tram.kernel.event;

import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Event;

/** What leaves no other trace, and must. */
public sealed interface AuditEvent extends Event {
    /**
     * Personal data were read. Written before they are shown.
     *
     * @param name who read them
     * @param object keyed hash of what was read, never the number itself; 0 to 32 bytes
     * @param what kind of data, for instance {@code audit-trail} or {@code dossier}
     * @param purpose in the reader's words, 1 to 200 characters
     */
    record PersonalDataRead(String name, String device, String what, Bytes object, String purpose)
            implements AuditEvent {
        public static final int LONGEST_PURPOSE = 200;

        public PersonalDataRead {
            if (purpose.isBlank() || purpose.length() > LONGEST_PURPOSE) {
                throw new IllegalArgumentException("a purpose has 1 to " + LONGEST_PURPOSE + " characters");
            }
        }
    }
}
