extension TextForm where Role == DeviceKeyRole {
    /// `sandyk-device-…`: the one line of a device key's file, on the person's own machine.
    ///
    /// Its text never lies in a `String`.
    package static var deviceKey: Self { Self(prefix: "sandyk-device-") }
}
