import Logging
import VaultCrypto
import VaultModel
import VaultStore

extension Vault {
    /// Runs one operation of somebody who is logged in: the role check first, then `body`, and whatever is
    /// denied is an event that is durable before the denial is told.
    ///
    /// - Throws: ``VaultError`` only.
    func perform<Answer>(
        _ session: Session, _ operation: Operation, case code: String? = nil, record: RecordID? = nil,
        _ body: () async throws -> Answer
    ) async throws(VaultError) -> Answer {
        pace.serve()
        do {
            _ = try keysForNewWork()
            try session.check(now, queue.state.authority)
            session.touch(now)
            guard let rule = operation.rule, rule.admits(session.role) else { throw PolicyDenial.roleMayNot }
            return try await body()
        } catch {
            let refusal = translate(error)
            try await recordRefusal(refusal, session, operation, code: code, record: record)
            throw refusal
        }
    }

    /// One commit of somebody who is logged in: the session is checked again inside it.
    func commit<Answer: Sendable>(
        _ session: Session,
        _ job: @escaping @Sendable (LedgerPen, borrowing CommitTransaction, inout VaultState) throws -> Answer
    ) async throws -> Answer {
        let keys = try keys()
        let clock = clock
        return try await queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            try session.check(pen.at, state.authority)
            return try job(pen, transaction, &state)
        }
    }

    /// A commit that only says that an operation was performed.
    func commitPerformed(_ session: Session, _ operation: Operation, case caseID: CaseID? = nil) async throws {
        try await commit(session) { pen, transaction, state in
            try pen.append(
                pen.event(.performed).with(.actor, session.keyID).with(.operation, number: operation.rawValue)
                    .with(.case, caseID), transaction, &state)
        }
    }

    /// Every error as a ``VaultError``: the one place.
    func translate(_ error: any Error) -> VaultError {
        switch error {
        case let error as VaultError: return error
        case let denial as PolicyDenial: return VaultError(denial)
        case let error as NamingError: return VaultError(naming: error)
        case CryptoError.memoryUnavailable: return VaultError(.tooBusy)
        case is CryptoError, is MalformedEncoding, is DecodingError: return VaultError(.integrity)
        case let error as StoreError:
            switch error {
            case .corrupt: return VaultError(.integrity)
            // SQLITE_CORRUPT and SQLITE_NOTADB: the file's structure is damaged.
            case .sqlite(let code, _) where [11, 26].contains(code & 0xFF): return VaultError(.integrity)
            default:
                logger.error("storage failed", metadata: ["error": "\(error)"])
                return VaultError(.ledgerUnavailable)
            }
        default:
            logger.error("an operation failed inside", metadata: ["type": "\(type(of: error))"])
            return VaultError(.internalError)
        }
    }

    private func recordRefusal(
        _ refusal: VaultError, _ session: Session, _ operation: Operation, code: String?, record: RecordID?
    ) async throws(VaultError) {
        // Where nothing can be written, or somebody is not logged in, there is nothing to record in their name.
        guard ![401, 503].contains(refusal.code.status), let keys = try? keys() else { return }
        let caseID = code.flatMap { try? CaseCode($0) }.flatMap { queue.state.authority.caseIDs[$0] }
        let clock = clock
        do {
            try await queue.commit { transaction, state in
                let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
                let event =
                    refusal.code == .integrity
                    ? pen.event(.integrityFailed)
                    : pen.event(.denied).with(.outcome, number: UInt16(refusal.code.status))
                try pen.append(
                    event.with(.actor, session.keyID).with(.operation, number: operation.rawValue)
                        .with(.case, caseID).with(.record, record), transaction, &state)
            }
        } catch {
            throw translate(error)
        }
    }
}

extension VaultError {
    /// A name or code that cannot be used, said kindly.
    init(naming error: NamingError, field: String? = nil) {
        switch error {
        case .lookalike(let letter, let latin, let position):
            self.init(
                .lookalikeLetters,
                "Letter \(position), “\(letter)”, only looks like the Latin “\(latin)”. Names and codes use Latin "
                    + "letters.", field: field)
        case .malformed:
            self.init(.invalidValue, field: field)
        }
    }
}
