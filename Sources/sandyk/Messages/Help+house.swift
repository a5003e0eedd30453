import ArgumentParser

extension Help {
    static let rotateRoot: ArgumentHelp = "A new root key: what opens the keystore."
    static let rotateMeta: ArgumentHelp = "A new meta key: every row is sealed again, in the background."
}
