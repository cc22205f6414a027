/** Which screens and machines belong to the hall. Pure; moments are told, secrets and codes are made elsewhere. */
@NullMarked
package vn.tram.edge.devices;

import org.jspecify.annotations.NullMarked;
