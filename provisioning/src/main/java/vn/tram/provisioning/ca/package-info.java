/**
 * The city's own certificate authority: certificates for boxes, brokers, centres and halls, requests for them, and the
 * list of those that no longer hold (RFC 5280, PKCS 10 of RFC 2986). The one room of the library that writes ASN.1.
 * Pure: keys come from a given source of randomness and times are told; nothing here touches a disk or the line.
 */
@NullMarked
package vn.tram.provisioning.ca;

import org.jspecify.annotations.NullMarked;
