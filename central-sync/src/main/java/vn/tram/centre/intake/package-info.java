/**
 * What boxes send, taken in: greetings, frames landed as they came, and the cursor that turns landed entries into
 * tickets. Owns the watermarks, the halls in memory and the alarms. Core's thread only; reads by
 * {@link vn.tram.centre.intake.IntakeBook}, writes by the changes it returns.
 */
@NullMarked
package vn.tram.centre.intake;

import org.jspecify.annotations.NullMarked;
