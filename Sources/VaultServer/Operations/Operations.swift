import HTTPTypes
import HummingbirdCore
import NIOCore
import VaultEngine
import VaultModel

/// What the server does for each operation: reads the request, asks the vault, writes the answer.
struct Operations: Sendable {
    let vault: Vault

    /// One handler per operation: a route without one does not compile.
    func answer(_ operation: Operation, _ exchange: Exchange) async throws -> Response {
        switch operation {
        case .health: try Answer.json(vault.health())
        case .contract: contract()
        case .initialise: try await initialise(exchange)
        case .loginParameters: try await loginParameters(exchange)
        case .login: try await login(exchange)
        case .enrol: try await enrol(exchange)
        case .logout: try Answer.json(try await vault.logout(exchange.session()))
        case .status: try Answer.json(try await vault.status(exchange.session()))
        case .accountList: try Answer.json(try await vault.accounts(exchange.session()))
        case .accountInvite: try await invite(exchange)
        case .accountSuspend: try await suspend(exchange)
        case .accountResume: try await resume(exchange)
        case .accountDisable: try await disable(exchange)
        case .caseList: try await cases(exchange)
        case .caseNextCode: try Answer.json(try await vault.nextCode(exchange.session()))
        case .caseOpen: try await openCase(exchange)
        case .caseShow: try await showCase(exchange)
        case .caseClose: try await closeCase(exchange)
        case .caseReopen: try await reopenCase(exchange)
        case .caseAssign: try await assign(exchange)
        case .caseUnassign: try await unassign(exchange)
        case .caseLead: try await makeLead(exchange)
        case .caseRequests: try await caseRequests(exchange)
        case .caseWho: try await who(exchange)
        case .requestList: try Answer.json(try await vault.requests(exchange.session(), code: nil))
        case .requestApprove: try await approve(exchange)
        case .search: try await search(exchange)
        case .recordList: try await records(exchange)
        case .noteWrite: try await writeNote(exchange)
        case .noteRead: try await readNote(exchange)
        case .noteAmend: try await amendNote(exchange)
        case .recordHistory: try await history(exchange)
        case .documentPut: try await putDocument(exchange)
        case .documentReplace: try await replaceDocument(exchange)
        case .documentGet: try await document(exchange)
        case .keyRotate: try await rotate(exchange)
        case .keyStatus: try Answer.json(try await vault.keyStatus(exchange.session()))
        case .ledgerShow: try await ledger(exchange)
        case .ledgerVerify: try Answer.json(try await vault.verifyLedger(exchange.session()))
        case .doctor: try Answer.json(try await vault.doctor(exchange.loggedIn))
        case .custodiansShow: try Answer.json(try await vault.custodians(exchange.session()))
        case .custodiansSet: try await setCustodians(exchange)
        case .custodiansConfirm: try await confirmCustodians(exchange)
        case .recoveryBegin: try await beginRecovery(exchange)
        case .recoveryShow: try await recovery(exchange)
        case .recoveryWords: try await recoveryWords(exchange)
        case .recoveryCard: try await addCard(exchange)
        case .recoveryCancel: try await cancelRecovery(exchange)
        case .houseRotate: try await rotateHouse(exchange)
        case .houseStatus: try Answer.json(try await vault.houseStatus(exchange.session()))
        case .accountPassphrase: try await changePassphrase(exchange)
        case .accountRole: try await changeRole(exchange)
        case .proposalList: try Answer.json(try await vault.proposals(exchange.session()))
        case .proposalShow: try await proposal(exchange)
        case .proposalAgree: try await agree(exchange)
        case .proposalWithdraw: try await withdrawProposal(exchange)
        case .limitsShow: try Answer.json(try await vault.limits(exchange.session()))
        case .limitsPropose: try await proposeLimits(exchange)
        case .recordWithdraw: try await withdrawRecord(exchange)
        case .recordDestroy: try await destroyRecord(exchange)
        case .caseHold: try await hold(exchange)
        case .caseUnhold: try await unhold(exchange)
        case .caseDispose: try await dispose(exchange)
        case .caseCertificate: try await certificate(exchange)
        case .backupRegister: try await registerKeyCopy(exchange)
        case .accountDisablePreview:
            try Answer.json(try await vault.disablePreview(exchange.session(), name: exchange.name()))
        case .accountUninvite: try done(try await vault.uninvite(exchange.session(), name: exchange.name()))
        case .requestDecline: try done(try await vault.decline(exchange.session(), id: exchange.id()))
        case .caseUnlead: try await removeLead(exchange)
        case .accountNewKey: try await renew(exchange)
        case .accountHandoverPreview:
            try Answer.json(
                try await vault.handoverPreview(
                    exchange.session(), name: exchange.name(), to: try exchange.query.to()))
        case .accountHandover: try await handOver(exchange)
        case .slotSet: try await setSlot(exchange)
        case .slotRemove:
            try Answer.json(try await vault.removeSlot(exchange.session(), name: exchange.name()))
        case .seal: try Answer.json(try await vault.seal(exchange.session()))
        case .unsealParameters: try Answer.json(try vault.unsealParameters(slot: exchange.name()))
        case .unseal: try await unseal(exchange)
        }
    }

    private func contract() -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/yaml"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: Contract.text)))
    }

    /// 202 where only a request was made, which somebody else has to say yes to.
    func done(_ done: Done) throws -> Response {
        try Answer.json(done, status: done.request == nil ? .ok : .accepted)
    }
}
