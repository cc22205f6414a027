package vn.tram.system.sim.disk;

import vn.tram.centre.enrol.EnrolBook;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.fleet.FleetBook;
import vn.tram.centre.instances.InstanceBook;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.kernel.core.Ledger;

/** All that the centre asks of its store, under one name. */
public interface CentreStorage extends Ledger, IntakeBook, InstanceBook, FleetBook, FeedShelf, EnrolBook {}
