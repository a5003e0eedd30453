import Foundation

/// The disks below a path, and whether the system encrypts what is written there (dm-crypt, LUKS), as far as /sys
/// says.
package struct DiskPlace: Sendable, Equatable {
    /// What /sys says of all that lies below.
    package enum Encryption: Sendable, Equatable {
        /// Everything goes through dm-crypt.
        case encrypted
        /// At least a part goes to a disk without dm-crypt.
        case plain
        /// In memory, on another machine, in a file of another file system, or nothing that /sys describes.
        case unknown
    }

    /// Whether it is encrypted.
    package let encryption: Encryption
    /// Names of the disks at the bottom; where /sys does not say, the file system's number.
    package let disks: Set<String>

    /// Looks below the file system that holds `path`; `nil` where there is no such path.
    package init?(path: String, sys: String = "/sys") {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(device: "\(Self.major(status.st_dev)):\(Self.minor(status.st_dev))", sys: sys)
    }

    /// Looks below one block device, `major:minor`; `sys` is /sys or has its shape.
    package init(device: String, sys: String = "/sys") {
        let link = "\(sys)/dev/block/\(device)"
        // File systems without a device of their own (btrfs, overlay, tmpfs, NFS) have no entry.
        guard FileManager.default.fileExists(atPath: link) else {
            self.init(.unknown, ["file system \(device)"])
            return
        }
        self = Self.below(URL(fileURLWithPath: link).resolvingSymlinksInPath().path, depth: 0)
    }

    private init(_ encryption: Encryption, _ disks: Set<String>) {
        self.encryption = encryption
        self.disks = disks
    }

    private static func below(_ block: String, depth: Int) -> DiskPlace {
        let manager = FileManager.default
        // A partition has no slaves of its own: they are its disk's.
        let isPartition = manager.fileExists(atPath: block + "/partition")
        let disk = isPartition ? (block as NSString).deletingLastPathComponent : block
        let name = (disk as NSString).lastPathComponent
        let isCrypt =
            (try? String(contentsOfFile: block + "/dm/uuid", encoding: .utf8))?.hasPrefix("CRYPT-") == true
        let slaves = (try? manager.contentsOfDirectory(atPath: disk + "/slaves")) ?? []
        guard depth < 16, !slaves.isEmpty else {
            // A loop device's file may lie on anything.
            let isKnown = depth < 16 && !manager.fileExists(atPath: disk + "/loop/backing_file")
            return DiskPlace(isCrypt ? .encrypted : isKnown ? .plain : .unknown, [name])
        }
        let found = slaves.map {
            below(URL(fileURLWithPath: "\(disk)/slaves/\($0)").resolvingSymlinksInPath().path, depth: depth + 1)
        }
        let disks = found.reduce(into: Set<String>()) { $0.formUnion($1.disks) }
        if isCrypt || found.allSatisfy({ $0.encryption == .encrypted }) {
            return DiskPlace(.encrypted, disks)
        }
        return DiskPlace(found.contains { $0.encryption == .plain } ? .plain : .unknown, disks)
    }

    // As in sys/sysmacros.h, which Swift cannot call.
    private static func major(_ device: UInt) -> UInt { device >> 8 & 0xfff | device >> 32 & ~0xfff }
    private static func minor(_ device: UInt) -> UInt { device & 0xff | device >> 12 & ~0xff }
}
