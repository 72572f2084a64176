package com.heraerp.orchestration.adapter.out.http;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Which addresses are somebody else's: none that leads back into this machine, its network or its cloud's own services. */
final class PublicAddresses {

    private PublicAddresses() {}

    static boolean include(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes, 0) : isPublic6(bytes);
    }

    /** RFC 6890: this network, shared address space, protocol assignments, documentation, benchmarks, reserved. */
    private static boolean isPublic4(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        int third = bytes[at + 2] & 0xff;
        boolean reserved = first == 0 || first == 10 || first == 127 || first >= 224
                || first == 100 && (second & 0xc0) == 64
                || first == 169 && second == 254
                || first == 172 && (second & 0xf0) == 16
                || first == 192 && (second == 168 || second == 0 && (third == 0 || third == 2))
                || first == 198 && ((second & 0xfe) == 18 || second == 51 && third == 100)
                || first == 203 && second == 0 && third == 113;
        return !reserved;
    }

    /** Unique local addresses are private; those that carry an IPv4 address (mapped, NAT64, 6to4) are what that is. */
    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        if ((first & 0xfe00) == 0xfc00) {
            return false;
        }
        if (first == 0x2002) {
            return isPublic4(bytes, 2);
        }
        boolean nat64 = first == 0x64 && ((bytes[2] & 0xff) << 8 | bytes[3] & 0xff) == 0xff9b;
        boolean embedded = true;
        for (int i = 0; i < 10; i++) {
            embedded &= bytes[i] == 0;
        }
        return nat64 || embedded ? isPublic4(bytes, 12) : (first & 0xe000) == 0x2000;
    }
}
