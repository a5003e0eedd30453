/// What a ``SecretKey`` is for: a key of one role cannot stand where another is meant.
package protocol KeyRole: Sendable {}

/// Opens the keystore's file key and nothing else.
package enum RootKeyRole: KeyRole {}
/// Seals the keystore's payload; new at each rewrite.
package enum FileKeyRole: KeyRole {}
/// Seals the private fields of each row.
package enum MetaKeyRole: KeyRole {}
/// Derives the indexes by which rows are found.
package enum IndexKeyRole: KeyRole {}
/// Derives the salts of accounts that do not exist.
package enum DummyLoginKeyRole: KeyRole {}
/// The house's lock on one case in one epoch.
package enum HouseKeyRole: KeyRole {}
/// Wraps the data keys of one compartment (CK).
package enum CompartmentKeyRole: KeyRole {}
/// Seals one version of one record (DEK).
package enum DataKeyRole: KeyRole {}
/// Made from a passphrase; opens one account's keys.
package enum UnlockKeyRole: KeyRole {}
/// A second secret of a person's own machine, mixed into the unlock key.
package enum DeviceKeyRole: KeyRole {}
/// The Ed25519 seed that signs checkpoints.
package enum CheckpointSeedRole: KeyRole {}
/// What the custodians' cards hold together; both their keys are derived from it.
package enum CustodianSecretRole: KeyRole {}
/// Names one session to the daemon; only its hash is kept.
package enum SessionTokenRole: KeyRole {}

/// See ``RootKeyRole``.
package typealias RootKey = SecretKey<RootKeyRole>
/// See ``FileKeyRole``.
package typealias FileKey = SecretKey<FileKeyRole>
/// See ``MetaKeyRole``.
package typealias MetaKey = SecretKey<MetaKeyRole>
/// See ``IndexKeyRole``.
package typealias IndexKey = SecretKey<IndexKeyRole>
/// See ``DummyLoginKeyRole``.
package typealias DummyLoginKey = SecretKey<DummyLoginKeyRole>
/// See ``HouseKeyRole``.
package typealias HouseKey = SecretKey<HouseKeyRole>
/// See ``CompartmentKeyRole``.
package typealias CompartmentKey = SecretKey<CompartmentKeyRole>
/// See ``DataKeyRole``.
package typealias DataKey = SecretKey<DataKeyRole>
/// See ``UnlockKeyRole``.
package typealias UnlockKey = SecretKey<UnlockKeyRole>
/// See ``DeviceKeyRole``.
package typealias DeviceKey = SecretKey<DeviceKeyRole>
/// See ``CheckpointSeedRole``.
package typealias CheckpointSeed = SecretKey<CheckpointSeedRole>
/// See ``CustodianSecretRole``.
package typealias CustodianSecret = SecretKey<CustodianSecretRole>
/// See ``SessionTokenRole``.
package typealias SessionSecret = SecretKey<SessionTokenRole>
