import Logging
import VaultCrypto
import VaultModel
import VaultStore

extension Vault {
    /// The long-running part of the vault, until it is cancelled: rotations go on in members' sessions; each
    /// minute the pin is written, sessions whose time is over end, and failed logins become one event.
    package func runMaintenance() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.runRotations() }
            group.addTask { await self.runOuterRotations() }
            group.addTask { await self.runMinutes() }
            group.addTask { await self.runHouse() }
            await group.waitForAll()
        }
    }

    private func runRotations() async {
        for await _ in work.raises {
            if Task.isCancelled { return }
            for session in sessions.all where health().state == .ready {
                await advanceDecisions(of: session)
                do {
                    try await advanceRotations(of: session)
                    try await advanceCustodianGrants(of: session)
                } catch {
                    // It goes on in the next session, from the durable cursor.
                    logger.info("a rotation paused", metadata: ["reason": "\(translate(error).code.rawValue)"])
                }
            }
        }
    }

    private func runOuterRotations() async {
        for await _ in outerWork.raises {
            if Task.isCancelled { return }
            guard let keys = try? keys() else { continue }
            // Each minute tries again. What is done is retired, whatever else waits.
            do {
                try await advanceOuter(keys)
            } catch {
                logger.error("outer keys wait", metadata: ["reason": "\(translate(error).code.rawValue)"])
            }
            do {
                try await retireHouseKeys(keys)
            } catch {
                logger.error(
                    "keys could not be retired yet", metadata: ["reason": "\(translate(error).code.rawValue)"])
            }
            work.raise()
        }
    }

    private func runMinutes() async {
        while true {
            do { try await Task.sleep(for: .seconds(60)) } catch { return }
            guard let keys = try? keys() else { continue }
            do {
                try await minute(keys)
            } catch {
                logger.error("a minute's work failed", metadata: ["reason": "\(translate(error).code.rawValue)"])
            }
            work.raise()
            houseWork.raise()
        }
    }

    private func minute(_ keys: VaultKeys) async throws {
        let expired = sessions.endExpired(now)
        try await endExpiredCeremony()
        try await recordFailures(keys)
        let clock = clock
        try await queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            for session in expired {
                try pen.append(
                    pen.event(.sessionEnded).with(.subject, session.keyID)
                        .with(.reason, number: EventReason.expired.rawValue), transaction, &state)
            }
            let day = pen.at.day
            if day > Limits.idempotencyDays {
                _ = try transaction.deleteIdempotency(before: day - Limits.idempotencyDays)
            }
        }
        try await askOverdue(keys)
        try await expireRequests()
        await writePin()
        keys.keystore.ageMetaKeys()
        await mendKeystores(keys)
        await afterLeaving(keys)
        try await sweepStreams(keys)
    }

    /// Pins what is durable now, on the writer's queue, since it blocks.
    func writePin() async {
        let durable = queue.state
        let pinWriter = pinWriter
        _ = try? await queue.commit { _, _ in pinWriter.write(durable) }
    }

    private func recordFailures(_ keys: VaultKeys) async throws {
        let failures = loginFailures.take()
        guard !failures.isEmpty else { return }
        let clock = clock
        try await queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            for (uid, count) in failures.sorted(by: { $0.key < $1.key }) {
                try pen.append(
                    pen.event(.loginsRefused).with(.count, number: count).with(.uid, number: uid), transaction,
                    &state)
            }
        }
    }

    /// The last words: what was counted, that it stopped, and the pin. Every session ends.
    package func close() async throws {
        for session in sessions.all { sessions.end(session) }
        let unfinished = recoveries.ceremony.flatMap { $0.outcome == nil ? $0.id : nil }
        recoveries.wipe()
        if let keys = stoppingKeys {
            try await recordFailures(keys)
            let clock = clock
            try await queue.commit { transaction, state in
                let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
                if let unfinished {
                    try pen.endCeremony(unfinished, outcome: 503, .cancelled, by: nil, transaction, &state)
                }
                try pen.append(pen.event(.stopped), transaction, &state)
            }
            await writePin()
            _ = try await queue.checkpoint()
        }
        try database.close()
        try blobs.close()
        folder.unlock()
    }
}
