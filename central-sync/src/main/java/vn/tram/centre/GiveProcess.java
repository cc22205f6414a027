package vn.tram.centre;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.node.blob.BlobFolders;
import vn.tram.node.blob.FolderMarks;
import vn.tram.provisioning.wards.BoxName;
import vn.tram.provisioning.wards.WardList;

/**
 * Addresses a file to boxes, beside a centre that runs or does not: the file becomes a blob and each box's folder gets
 * its name; a running centre sees it within half a minute. Runs to its end in one thread.
 */
final class GiveProcess {
    private GiveProcess() {}

    /** The boxes of these names; {@link IllegalArgumentException} for one that is none of ours. */
    static List<BoxId> boxes(List<String> names) {
        var boxes = new ArrayList<BoxId>();
        for (var name : names) {
            var box = new BoxId(name);
            var ward = BoxName.parse(box).map(BoxName::ward);
            if (ward.isEmpty() || !WardList.hanoi().containsKey(ward.get())) {
                throw new IllegalArgumentException(name + " is not a box of this city's wards");
            }
            boxes.add(box);
        }
        return boxes;
    }

    /** Stores and addresses; when it returns, both survive a power cut. */
    static BlobName give(CentreConfig config, Path file, List<BoxId> boxes) throws IOException, BadForm, StoreFailure {
        if (!config.storeUrl().isEmpty() && !new FolderMarks(config.blobs()).any()) {
            throw new StoreFailure(StartWords.of("blobs.unused", Map.of("folder", config.blobs())));
        }
        try (var system = new SystemPlatform("tram-give", bug -> {});
                var blobs = new BlobFolders(
                        config.blobs(),
                        system.platform().clock(),
                        system.platform().timers(),
                        bug -> {});
                var content = Files.newInputStream(file)) {
            var name = blobs.blobs().put(content, Files.size(file));
            for (var box : boxes) {
                blobs.outbox(box.value(), () -> {}).give(name);
            }
            return name;
        }
    }
}
