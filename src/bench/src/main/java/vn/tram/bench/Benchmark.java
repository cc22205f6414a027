package vn.tram.bench;

import java.io.IOException;
import java.nio.file.Path;
import vn.tram.kernel.base.StoreFailure;

/** One benchmark by name. */
interface Benchmark {
    /** @param work an empty folder on the disk that is to be measured */
    void run(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure;
}
