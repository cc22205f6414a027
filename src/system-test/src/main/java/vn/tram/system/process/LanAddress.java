package vn.tram.system.process;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;

/** An address of this machine that others could reach it by: what a box in a hall listens on. */
public final class LanAddress {
    private LanAddress() {}

    /** Fails on a machine that has none but its own loopback. */
    public static String find() throws IOException {
        for (var each : NetworkInterface.networkInterfaces().toList()) {
            if (each.isUp() && !each.isLoopback()) {
                var found = each.inetAddresses()
                        .filter(Inet4Address.class::isInstance)
                        .map(InetAddress::getHostAddress)
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new IOException("this machine has no address besides its loopback");
    }
}
