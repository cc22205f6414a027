package vn.tram.centre;

import java.util.Optional;
import vn.tram.centre.enrol.EnrolCommand;
import vn.tram.centre.feeds.FeedCommand;
import vn.tram.centre.fleet.FleetCommand;
import vn.tram.centre.instances.InstanceCommand;
import vn.tram.centre.intake.IntakeCommand;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.core.Command;

/** Which box a command speaks for. */
final class Strangers {
    private Strangers() {}

    /** Empty when the command is not what a box, or the line for it, asks. */
    static Optional<BoxId> box(Command<?> command) {
        BoxId box = null;
        if (command instanceof IntakeCommand.LandFrame land) {
            box = land.box();
        } else if (command instanceof IntakeCommand.Greet greet) {
            box = greet.box();
        } else if (command instanceof EnrolCommand<?> enrol) {
            box = enrol.box();
        } else if (command instanceof InstanceCommand.Decide decide) {
            box = decide.box();
        } else if (command instanceof IntakeCommand.AskBehind question) {
            box = question.box();
        } else if (command instanceof IntakeCommand.AskEntries question) {
            box = question.box();
        } else if (command instanceof IntakeCommand.LookThrough look) {
            box = look.lane().box();
        } else if (command instanceof IntakeCommand.MendFrame mend) {
            box = mend.damaged().lane().box();
        } else if (command instanceof IntakeCommand.NoteDamage note) {
            box = note.box();
        } else if (command instanceof IntakeCommand.ProjectNext project) {
            box = project.box();
        } else if (command instanceof FleetCommand.HearBeat heard) {
            box = heard.box();
        } else if (command instanceof FleetCommand.LoseBox lost) {
            box = lost.box();
        } else if (command instanceof FeedCommand.Fetch fetch) {
            box = fetch.box();
        } else if (command instanceof FeedCommand.AskHints question) {
            box = question.box();
        } else if (command instanceof FeedCommand.AskMissing question) {
            box = question.box();
        }
        return Optional.ofNullable(box);
    }
}
