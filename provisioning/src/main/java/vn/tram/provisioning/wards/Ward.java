package vn.tram.provisioning.wards;

import vn.tram.kernel.base.WardCode;

/**
 * A commune-level unit.
 *
 * @param name for instance Hoàn Kiếm
 * @param type phường, xã or đặc khu
 * @param fullName for instance Phường Hoàn Kiếm
 */
public record Ward(WardCode code, String name, String type, String fullName) {}
