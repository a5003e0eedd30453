// swift-format-ignore-file
// Made by Scripts/embed-contract from docs/openapi.yaml. Change that file, not this one.

/// The contract that `GET /v1/openapi.yaml` serves.
package enum Contract {
    /// docs/openapi.yaml, byte for byte.
    package static let text = ###"""
openapi: 3.1.0
info:
  title: Sandyk
  version: '1'
  summary: An encrypted records vault, over HTTP/1.1 on a Unix socket.
  description: |
    `curl --unix-socket /run/sandyk/sandykd.sock http://sandyk/v1/health`

    - Every error is a problem document (RFC 9457) with a stable `code`.
    - JSON bodies are strict: a field that is not listed here, a field that stands twice and `null` are
      refused. So are query parameters that are not listed.
    - Any other method on an address of this page is answered 405 with `Allow`.
    - An id may be given as any prefix of at least four digits that only one record has.
    - Lengths are counted in bytes of UTF-8 where the text says so, since JSON Schema counts characters.
    - A name or code with letters that only look Latin gets `lookalike-letters`.
  license:
    name: Apache-2.0
    identifier: Apache-2.0
servers:
  - url: http://sandyk
    description: The daemon's Unix socket; the host name is ignored.
security:
  - bearer: []
tags:
  - name: vault
    description: The vault as a whole.
  - name: accounts
    description: People and their sessions.
  - name: cases
    description: Cases, who is on them, what waits for a yes.
  - name: records
    description: Notes and documents.
  - name: proposals
    description: What takes two people.
  - name: keys
    description: Rotation.
  - name: ledger
    description: Who did what.
  - name: custodians
    description: Several people whose word cards together open what nobody else can any more.

paths:
  /v1/health:
    get:
      operationId: health
      tags: [vault]
      summary: Say whether the daemon can serve
      description: >-
        No login. Never says what is in the vault.
      security: []
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/Health'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/openapi.yaml:
    get:
      operationId: contract
      tags: [vault]
      summary: This page
      description: >-
        No login.
      security: []
      responses:
        '200':
          description: The contract.
          content: {application/yaml: {}}
        '400': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/vault:
    post:
      operationId: initialise
      tags: [vault]
      summary: Make the vault and its first admin
      description: >-
        On an empty data folder, by the daemon's own user or root. The body is the first admin's unlock key.
      security: []
      parameters:
        - {$ref: '#/components/parameters/SandykAccount'}
        - {$ref: '#/components/parameters/SandykSalt'}
        - {$ref: '#/components/parameters/SandykPasses'}
        - {$ref: '#/components/parameters/SandykMemory'}
        - {$ref: '#/components/parameters/SandykRootSalt'}
      requestBody: {$ref: '#/components/requestBodies/VaultKeys'}
      responses:
        '201':
          description: Made.
          content: {application/json: {schema: {$ref: '#/components/schemas/Initialised'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '403': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/accounts:
    get:
      operationId: accountList
      tags: [accounts]
      summary: List accounts
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/AccountPage'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    post:
      operationId: accountInvite
      tags: [accounts]
      summary: Invite somebody
      description: >-
        By an admin. The code in the answer is shown once.
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/InviteRequest'}}
      responses:
        '201':
          description: Made.
          content: {application/json: {schema: {$ref: '#/components/schemas/InvitationCode'}}}
        '202':
          description: Proposed. A second person has to agree before the code is good.
          content: {application/json: {schema: {$ref: '#/components/schemas/InvitationCode'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/accounts/{name}/login:
    get:
      operationId: loginParameters
      tags: [accounts]
      summary: Salt and cost for the unlock key
      description: >-
        No login. Unknown names get a made-up answer that is always the same.
      security: []
      parameters:
        - {$ref: '#/components/parameters/Name'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/LoginParameters'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '429': {$ref: '#/components/responses/TryLater'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/accounts/{name}/sessions:
    post:
      operationId: login
      tags: [accounts]
      summary: Log in
      description: >-
        The body is the unlock key that the client made from the passphrase. The token is bound to the Unix
        user of the connection.
      security: []
      parameters:
        - {$ref: '#/components/parameters/Name'}
      requestBody: {$ref: '#/components/requestBodies/UnlockKey'}
      responses:
        '201':
          description: Made.
          content: {application/json: {schema: {$ref: '#/components/schemas/SessionToken'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '429': {$ref: '#/components/responses/TryLater'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/accounts/{name}/enrol:
    post:
      operationId: enrol
      tags: [accounts]
      summary: Take up an invitation
      description: >-
        The body is the unlock key that the client made from the new passphrase.
      security: []
      parameters:
        - {$ref: '#/components/parameters/Name'}
        - {$ref: '#/components/parameters/SandykInvite'}
        - {$ref: '#/components/parameters/SandykSalt'}
        - {$ref: '#/components/parameters/SandykPasses'}
        - {$ref: '#/components/parameters/SandykMemory'}
      requestBody: {$ref: '#/components/requestBodies/UnlockKey'}
      responses:
        '201':
          description: Made.
          content: {application/json: {schema: {$ref: '#/components/schemas/Enrolled'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '403': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '429': {$ref: '#/components/responses/TryLater'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/accounts/{name}/suspend:
    post:
      operationId: accountSuspend
      tags: [accounts]
      summary: Suspend an account
      description: >-
        Sessions end and logins are refused until it is resumed.
      parameters:
        - {$ref: '#/components/parameters/Name'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/accounts/{name}/resume:
    post:
      operationId: accountResume
      tags: [accounts]
      summary: Resume a suspended account
      parameters:
        - {$ref: '#/components/parameters/Name'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/accounts/{name}/disable:
    post:
      operationId: accountDisable
      tags: [accounts]
      summary: Disable an account for good
      description: >-
        Sessions and grants end and outer keys are rotated at once. `confirm` has to be the account's name; without
        it the answer is 409 with what would be done (`leaving`). Where a compartment would be left without
        holders, `orphan` has to say so too.
      parameters:
        - {$ref: '#/components/parameters/Name'}
      requestBody:
        required: false
        content:
          application/json: {schema: {$ref: '#/components/schemas/DisableRequest'}}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    get:
      operationId: accountDisablePreview
      tags: [accounts]
      summary: What disabling an account would do
      description: >-
        By an admin. Nothing is changed.
      parameters:
        - {$ref: '#/components/parameters/Name'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/Leaving'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/session:
    get:
      operationId: status
      tags: [accounts]
      summary: Who I am and what waits for me
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/SessionStatus'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    delete:
      operationId: logout
      tags: [accounts]
      summary: Log out
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/session/passphrase:
    post:
      operationId: accountPassphrase
      tags: [accounts]
      summary: Change one's own passphrase
      description: >-
        The body is the old unlock key and the new one. The account's keys stay the same; its other sessions end.
      parameters:
        - {$ref: '#/components/parameters/SandykSalt'}
        - {$ref: '#/components/parameters/SandykPasses'}
        - {$ref: '#/components/parameters/SandykMemory'}
      requestBody: {$ref: '#/components/requestBodies/UnlockKeyPair'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '429': {$ref: '#/components/responses/TryLater'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases:
    get:
      operationId: caseList
      tags: [cases]
      summary: List the cases that I am on
      parameters:
        - {$ref: '#/components/parameters/After'}
        - {$ref: '#/components/parameters/Limit'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/CasePage'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    post:
      operationId: caseOpen
      tags: [cases]
      summary: Open a case
      description: >-
        Who opens it leads it.
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/OpenCaseRequest'}}
      responses:
        '201':
          description: Made.
          content: {application/json: {schema: {$ref: '#/components/schemas/CaseItem'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/next-code:
    get:
      operationId: caseNextCode
      tags: [cases]
      summary: Propose the next code
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/NextCode'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}:
    get:
      operationId: caseShow
      tags: [cases]
      summary: Show a case
      parameters:
        - {$ref: '#/components/parameters/Code'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/CaseItem'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/close:
    post:
      operationId: caseClose
      tags: [cases]
      summary: Close a case
      description: >-
        A lead closes it; an admin asks a lead to (202).
      parameters:
        - {$ref: '#/components/parameters/Code'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '202':
          description: Asked. Somebody else has to say yes.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/reopen:
    post:
      operationId: caseReopen
      tags: [cases]
      summary: Reopen a closed case
      description: >-
        A lead reopens it; an admin asks a lead to (202).
      parameters:
        - {$ref: '#/components/parameters/Code'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '202':
          description: Asked. Somebody else has to say yes.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/assign:
    post:
      operationId: caseAssign
      tags: [cases]
      summary: Assign somebody to a case
      description: >-
        Needs the six words of their key, unless somebody trusted has vouched for it. What the asker cannot
        grant becomes a request.
      parameters:
        - {$ref: '#/components/parameters/Code'}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/AssignRequest'}}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Assigned'}}}
        '202':
          description: Asked. Everything waits for somebody's yes.
          content: {application/json: {schema: {$ref: '#/components/schemas/Assigned'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/unassign:
    post:
      operationId: caseUnassign
      tags: [cases]
      summary: Take somebody off a case
      description: >-
        A lead does it; an admin asks a lead to (202). Where a compartment would be left without holders,
        `orphan` and `confirm` have to say so.
      parameters:
        - {$ref: '#/components/parameters/Code'}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/UnassignRequest'}}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '202':
          description: Asked. Somebody else has to say yes.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/lead:
    post:
      operationId: caseLead
      tags: [cases]
      summary: Make somebody a lead
      description: >-
        A lead does it. Where no active lead is left, an admin proposes one, and any remaining member says yes (202).
      parameters:
        - {$ref: '#/components/parameters/Code'}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/LeadRequest'}}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Assigned'}}}
        '202':
          description: Asked. Everything waits for somebody's yes.
          content: {application/json: {schema: {$ref: '#/components/schemas/Assigned'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/requests:
    get:
      operationId: caseRequests
      tags: [cases]
      summary: What waits for a yes on a case
      parameters:
        - {$ref: '#/components/parameters/Code'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/RequestPage'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/who:
    get:
      operationId: caseWho
      tags: [cases]
      summary: Everyone who can open a case
      parameters:
        - {$ref: '#/components/parameters/Code'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/WhoPage'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/records:
    get:
      operationId: recordList
      tags: [records]
      summary: List the records that I can open
      parameters:
        - {$ref: '#/components/parameters/Code'}
        - {$ref: '#/components/parameters/AfterNumber'}
        - {$ref: '#/components/parameters/Limit'}
        - {$ref: '#/components/parameters/Form'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/RecordPage'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    post:
      operationId: noteWrite
      tags: [records]
      summary: Write a note
      parameters:
        - {$ref: '#/components/parameters/Code'}
        - {$ref: '#/components/parameters/IdempotencyKey'}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/NoteDraft'}}
      responses:
        '201':
          description: Made.
          headers: {ETag: {$ref: '#/components/headers/ETag'}}
          content: {application/json: {schema: {$ref: '#/components/schemas/RecordItem'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/documents:
    post:
      operationId: documentPut
      tags: [records]
      summary: Put a document
      description: >-
        The body is the document, streamed; its media type is the `Content-Type`. Nothing is kept of a body
        that does not come whole.
      parameters:
        - {$ref: '#/components/parameters/Code'}
        - {$ref: '#/components/parameters/ContentDisposition'}
        - {$ref: '#/components/parameters/SandykKind'}
        - {$ref: '#/components/parameters/IdempotencyKey'}
      requestBody: {$ref: '#/components/requestBodies/Document'}
      responses:
        '201':
          description: Made.
          headers: {ETag: {$ref: '#/components/headers/ETag'}}
          content: {application/json: {schema: {$ref: '#/components/schemas/RecordItem'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/requests:
    get:
      operationId: requestList
      tags: [cases]
      summary: What waits for a yes, in all cases
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/RequestPage'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/requests/{id}/approve:
    post:
      operationId: requestApprove
      tags: [cases]
      summary: Say yes
      description: >-
        The body may be empty.
      parameters:
        - {$ref: '#/components/parameters/Id'}
      requestBody:
        required: false
        content:
          application/json: {schema: {$ref: '#/components/schemas/ApproveRequest'}}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Assigned'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/search:
    post:
      operationId: search
      tags: [records]
      summary: Find words
      description: >-
        In labels, titles, file names and notes that I can open. A POST, so that words never stand in an
        address.
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/SearchRequest'}}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/SearchPage'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/records/{id}:
    get:
      operationId: noteRead
      tags: [records]
      summary: Read a note
      parameters:
        - {$ref: '#/components/parameters/Id'}
        - {$ref: '#/components/parameters/Version'}
      responses:
        '200':
          description: Here it is.
          headers: {ETag: {$ref: '#/components/headers/ETag'}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/records/{id}/versions:
    get:
      operationId: recordHistory
      tags: [records]
      summary: List a record's versions
      parameters:
        - {$ref: '#/components/parameters/Id'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/VersionPage'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    post:
      operationId: noteAmend
      tags: [records]
      summary: Amend a note
      description: >-
        Writes a new version; the old ones stay.
      parameters:
        - {$ref: '#/components/parameters/Id'}
        - {$ref: '#/components/parameters/IfMatch'}
        - {$ref: '#/components/parameters/IdempotencyKey'}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/NoteDraft'}}
      responses:
        '201':
          description: Made.
          headers: {ETag: {$ref: '#/components/headers/ETag'}}
          content: {application/json: {schema: {$ref: '#/components/schemas/RecordItem'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '412': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '428': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/records/{id}/content:
    get:
      operationId: documentGet
      tags: [records]
      summary: Get a document
      description: >-
        Streamed. One byte range is served; several are answered with the whole document (RFC 9110). Damage
        found on the way cuts the connection before the announced length.
      parameters:
        - {$ref: '#/components/parameters/Id'}
        - {$ref: '#/components/parameters/Version'}
        - {$ref: '#/components/parameters/Range'}
        - {$ref: '#/components/parameters/IfRange'}
      responses:
        '200': {$ref: '#/components/responses/Document'}
        '206': {$ref: '#/components/responses/DocumentPart'}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '416': {$ref: '#/components/responses/NotInTheDocument'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    put:
      operationId: documentReplace
      tags: [records]
      summary: Put a newer version of a document
      parameters:
        - {$ref: '#/components/parameters/Id'}
        - {$ref: '#/components/parameters/IfMatch'}
        - {$ref: '#/components/parameters/ContentDisposition'}
        - {$ref: '#/components/parameters/SandykKind'}
        - {$ref: '#/components/parameters/IdempotencyKey'}
      requestBody: {$ref: '#/components/requestBodies/Document'}
      responses:
        '201':
          description: Made.
          headers: {ETag: {$ref: '#/components/headers/ETag'}}
          content: {application/json: {schema: {$ref: '#/components/schemas/RecordItem'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '412': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '428': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/keys:
    get:
      operationId: keyStatus
      tags: [keys]
      summary: What is current, what waits and for whom
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/KeyStatusPage'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/keys/rotate:
    post:
      operationId: keyRotate
      tags: [keys]
      summary: Rotate the keys of one case or of all
      description: >-
        By an admin. Outer keys at once; inner ones are asked for and made in members' sessions. Exactly one
        of `case` and `all: true`.
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/RotateRequest'}}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Rotated'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/ledger:
    get:
      operationId: ledgerShow
      tags: [ledger]
      summary: Show the ledger
      description: >-
        Newest first, unless `order` says otherwise. Who is no overseer sees what concerns them.
      parameters:
        - {$ref: '#/components/parameters/AfterNumber'}
        - {$ref: '#/components/parameters/Limit'}
        - {$ref: '#/components/parameters/LedgerCase'}
        - {$ref: '#/components/parameters/LedgerAccount'}
        - {$ref: '#/components/parameters/LedgerRecord'}
        - {$ref: '#/components/parameters/LedgerKind'}
        - {$ref: '#/components/parameters/LedgerSince'}
        - {$ref: '#/components/parameters/LedgerUntil'}
        - {$ref: '#/components/parameters/LedgerOrder'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/LedgerPage'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/ledger/verification:
    get:
      operationId: ledgerVerify
      tags: [ledger]
      summary: Compute every leaf, the root and every signature again
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/LedgerVerification'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/doctor:
    get:
      operationId: doctor
      tags: [vault]
      summary: Everything that is wrong here, and what to do about it
      description: >-
        For admins and auditors; for everybody while the database is behind its pin, when nobody can log in.
      security: [{bearer: []}, {}]
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/FindingPage'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/keys/house:
    get:
      operationId: houseStatus
      tags: [keys]
      summary: The house's own keys
      description: >-
        The root key, the meta key, the ways into the keystore, and how far a rotation of one of them is.
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/HouseStatus'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/keys/house/rotate:
    post:
      operationId: houseRotate
      tags: [keys]
      summary: Make a new root key, a new meta key, or both
      description: >-
        By an admin; no content key is involved. The root key is new at once where it is a file; where it is a
        credential, the answer names the file with the new one, and a restart with it in place ends the rotation.
        Rows are sealed under the new meta key in the background.
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/HouseRotateRequest'}}
      responses:
        '200':
          description: Done, or begun.
          content: {application/json: {schema: {$ref: '#/components/schemas/HouseStatus'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/custodians:
    get:
      operationId: custodiansShow
      tags: [custodians]
      summary: Who confirmed the custodians, and how far their grants are
      description: >-
        Never their key nor its words: these come from a custodian's card.
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/CustodianStatus'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    post:
      operationId: custodiansSet
      tags: [custodians]
      summary: Set the custodians' key
      description: >-
        By an admin. It gets nothing from anybody who has not typed its words from a card.
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/SetCustodiansRequest'}}
      responses:
        '200':
          description: Set.
          content: {application/json: {schema: {$ref: '#/components/schemas/SetCustodians'}}}
        '202':
          description: Proposed. A second person has to agree.
          content: {application/json: {schema: {$ref: '#/components/schemas/SetCustodians'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/custodians/confirm:
    post:
      operationId: custodiansConfirm
      tags: [custodians]
      summary: Confirm the custodians' key by its words
      description: >-
        By those who work on cases, once: their sessions then seal to the custodians what they hold.
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/ConfirmCustodiansRequest'}}
      responses:
        '200':
          description: Confirmed.
          content: {application/json: {schema: {$ref: '#/components/schemas/CustodianStatus'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/recoveries:
    post:
      operationId: recoveryBegin
      tags: [custodians]
      summary: Begin a recovery
      description: >-
        By an admin or auditor, or without a login by root or the daemon's own user. One at a time, for thirty
        minutes, in the daemon's memory alone.
      security: [{bearer: []}, {}]
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/BeginRecoveryRequest'}}
      responses:
        '201':
          description: Begun.
          content: {application/json: {schema: {$ref: '#/components/schemas/Recovery'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/recoveries/{id}:
    get:
      operationId: recoveryShow
      tags: [custodians]
      summary: How far a recovery is
      description: >-
        Without a login for whoever knows ten digits of its id.
      security: [{bearer: []}, {}]
      parameters:
        - {$ref: '#/components/parameters/Id'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/Recovery'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '404': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    delete:
      operationId: recoveryCancel
      tags: [custodians]
      summary: Cancel a recovery and forget its cards
      description: >-
        By an admin, an auditor, or without a login by root or the daemon's own user.
      security: [{bearer: []}, {}]
      parameters:
        - {$ref: '#/components/parameters/Id'}
      responses:
        '200':
          description: Cancelled.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/recoveries/{id}/words:
    post:
      operationId: recoveryWords
      tags: [custodians]
      summary: Type the key words of somebody who is let in, or leave them out
      description: >-
        Without a login for whoever knows ten digits of the id.
      security: [{bearer: []}, {}]
      parameters:
        - {$ref: '#/components/parameters/Id'}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/RecoveryWordsRequest'}}
      responses:
        '200':
          description: Typed.
          content: {application/json: {schema: {$ref: '#/components/schemas/Recovery'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/recoveries/{id}/cards:
    post:
      operationId: recoveryCard
      tags: [custodians]
      summary: Add a custodian's card
      description: >-
        Without a login for whoever knows ten digits of the id. With the last card that is needed the recovery is
        done.
      security: [{bearer: []}, {}]
      parameters:
        - {$ref: '#/components/parameters/Id'}
      requestBody: {$ref: '#/components/requestBodies/Card'}
      responses:
        '200':
          description: Added.
          content: {application/json: {schema: {$ref: '#/components/schemas/Recovery'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '429': {$ref: '#/components/responses/TryLater'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/accounts/{name}/role:
    post:
      operationId: accountRole
      tags: [accounts]
      summary: Change somebody's role
      description: >-
        Ends the account and invites the same name with the new role; with a quorum of 2 it is proposed (202).
      parameters:
        - {$ref: '#/components/parameters/Name'}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/RoleRequest'}}
      responses:
        '201':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/InvitationCode'}}}
        '202':
          description: Proposed. A second person has to agree.
          content: {application/json: {schema: {$ref: '#/components/schemas/InvitationCode'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/proposals:
    get:
      operationId: proposalList
      tags: [proposals]
      summary: What waits for a second person
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/ProposalPage'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/proposals/{id}:
    get:
      operationId: proposalShow
      tags: [proposals]
      summary: Everything that an agreement would make true
      parameters:
        - {$ref: '#/components/parameters/Id'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/ProposalItem'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/proposals/{id}/agree:
    post:
      operationId: proposalAgree
      tags: [proposals]
      summary: Agree as the second person
      description: >-
        To exactly what was shown: the digest says so.
      parameters:
        - {$ref: '#/components/parameters/Id'}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/AgreeRequest'}}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Proposed'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/proposals/{id}/withdraw:
    post:
      operationId: proposalWithdraw
      tags: [proposals]
      summary: Take a proposal back, or stop a disposal that waits
      parameters:
        - {$ref: '#/components/parameters/Id'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/limits:
    get:
      operationId: limitsShow
      tags: [proposals]
      summary: The limits of file and ledger, and what counts
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/LimitsAnswer'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    post:
      operationId: limitsPropose
      tags: [proposals]
      summary: Make what the file says count
      description: >-
        Laxer limits are proposed (202) with a quorum of 2.
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Proposed'}}}
        '202':
          description: Proposed. A second person has to agree.
          content: {application/json: {schema: {$ref: '#/components/schemas/Proposed'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/records/{id}/withdraw:
    post:
      operationId: recordWithdraw
      tags: [records]
      summary: Withdraw a record
      description: >-
        By its author. From then on it is in no list, search or read.
      parameters:
        - {$ref: '#/components/parameters/Id'}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/WithdrawRequest'}}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/records/{id}/destroy:
    post:
      operationId: recordDestroy
      tags: [records]
      summary: Propose that a withdrawn record be destroyed for good
      parameters:
        - {$ref: '#/components/parameters/Id'}
      responses:
        '202':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Proposed'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/hold:
    post:
      operationId: caseHold
      tags: [cases]
      summary: Place a legal hold
      description: >-
        Nothing of the case is destroyed until another person lifts it.
      parameters:
        - {$ref: '#/components/parameters/Code'}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/HoldRequest'}}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/unhold:
    post:
      operationId: caseUnhold
      tags: [cases]
      summary: Lift a legal hold
      parameters:
        - {$ref: '#/components/parameters/Code'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/dispose:
    post:
      operationId: caseDispose
      tags: [cases]
      summary: Propose a disposal, or execute one that is due
      parameters:
        - {$ref: '#/components/parameters/Code'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Proposed'}}}
        '202':
          description: Proposed. A second person has to agree.
          content: {application/json: {schema: {$ref: '#/components/schemas/Proposed'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '410': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/certificate:
    get:
      operationId: caseCertificate
      tags: [cases]
      summary: What was destroyed, by whom, and what stays
      parameters:
        - {$ref: '#/components/parameters/Code'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/DisposalCertificate'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/backups/keys:
    post:
      operationId: backupRegister
      tags: [keys]
      summary: Register a copy of the keys
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/KeyCopyRequest'}}
      responses:
        '201':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/KeyCopy'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/accounts/{name}/invitation:
    delete:
      operationId: accountUninvite
      tags: [accounts]
      summary: Withdraw an open invitation
      parameters:
        - {$ref: '#/components/parameters/Name'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/cases/{code}/unlead:
    post:
      operationId: caseUnlead
      tags: [cases]
      summary: Take another lead's lead away
      description: >-
        By a lead. The person stays on the case.
      parameters:
        - {$ref: '#/components/parameters/Code'}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/UnleadRequest'}}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/requests/{id}/decline:
    post:
      operationId: requestDecline
      tags: [cases]
      summary: Say no to a request
      description: >-
        By somebody who could say yes to it, or a lead of the case.
      parameters:
        - {$ref: '#/components/parameters/Id'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/accounts/{name}/new-key:
    post:
      operationId: accountNewKey
      tags: [accounts]
      summary: A new key for a forgotten passphrase
      description: >-
        By an admin. The account's key ends as by `disable`, with the same list and confirmation, and an invitation of
        the same name and role is made. The new key starts with nothing; when it is enrolled, those who may let it in
        again are asked.
      parameters:
        - {$ref: '#/components/parameters/Name'}
      requestBody:
        required: false
        content:
          application/json: {schema: {$ref: '#/components/schemas/DisableRequest'}}
      responses:
        '201':
          description: Made.
          content: {application/json: {schema: {$ref: '#/components/schemas/InvitationCode'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/accounts/{name}/handover:
    get:
      operationId: accountHandoverPreview
      tags: [accounts]
      summary: What handing somebody's cases over would do
      description: >-
        As far as the asker can do it; for an admin, which leads would be asked. Nothing is changed.
      parameters:
        - {$ref: '#/components/parameters/Name'}
        - name: to
          in: query
          required: true
          description: Who takes over.
          schema: {$ref: '#/components/schemas/AccountName'}
      responses:
        '200':
          description: Here it is.
          content: {application/json: {schema: {$ref: '#/components/schemas/Handover'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    post:
      operationId: accountHandover
      tags: [accounts]
      summary: Hand somebody's cases over
      description: >-
        Exactly what the list with this digest shows; 409 where it changed. The account stays on its cases.
      parameters:
        - {$ref: '#/components/parameters/Name'}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/HandoverRequest'}}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/HandedOver'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/keys/slots/{name}:
    put:
      operationId: slotSet
      tags: [keys]
      summary: Set a passphrase as a way into the keystore
      description: >-
        By an admin. The body is the secret that the client made from the passphrase.
      parameters:
        - {$ref: '#/components/parameters/Slot'}
        - {$ref: '#/components/parameters/SandykSalt'}
        - {$ref: '#/components/parameters/SandykPasses'}
        - {$ref: '#/components/parameters/SandykMemory'}
      requestBody: {$ref: '#/components/requestBodies/UnlockKey'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/HouseStatus'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '422': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    delete:
      operationId: slotRemove
      tags: [keys]
      summary: Remove a passphrase as a way into the keystore
      description: >-
        By an admin. The last way in stays.
      parameters:
        - {$ref: '#/components/parameters/Slot'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/HouseStatus'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/seal:
    post:
      operationId: seal
      tags: [vault]
      summary: Close the vault at once
      description: >-
        By anybody who is logged in. Every session ends; the daemon begins again without its keys.
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '401': {$ref: '#/components/responses/Unauthorised'}
        '403': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
  /v1/unseal/{name}:
    get:
      operationId: unsealParameters
      tags: [vault]
      summary: What a sealed vault's passphrase is computed with
      description: >-
        For `technician` and `director`, while the vault is sealed.
      security: []
      parameters:
        - {$ref: '#/components/parameters/Way'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/LoginParameters'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}
    post:
      operationId: unseal
      tags: [vault]
      summary: Open a sealed vault
      description: >-
        The body is the secret that the client made from the passphrase. `root` has no body, is for root and the daemon's own user, and for vaults whose root key is no passphrase.
      security: []
      parameters:
        - {$ref: '#/components/parameters/Way'}
      requestBody: {$ref: '#/components/requestBodies/SlotSecret'}
      responses:
        '200':
          description: Done.
          content: {application/json: {schema: {$ref: '#/components/schemas/Health'}}}
        '400': {$ref: '#/components/responses/Problem'}
        '403': {$ref: '#/components/responses/Problem'}
        '404': {$ref: '#/components/responses/Problem'}
        '408': {$ref: '#/components/responses/Problem'}
        '409': {$ref: '#/components/responses/Problem'}
        '413': {$ref: '#/components/responses/Problem'}
        '415': {$ref: '#/components/responses/Problem'}
        '429': {$ref: '#/components/responses/TryLater'}
        '500': {$ref: '#/components/responses/Problem'}
        '503': {$ref: '#/components/responses/TryLater'}

components:
  securitySchemes:
    bearer:
      type: http
      scheme: bearer
      description: The token of a login. Good only from the Unix user that logged in.

  parameters:
    Name:
      name: name
      in: path
      required: true
      schema: {$ref: '#/components/schemas/AccountName'}
      example: ainura
    Code:
      name: code
      in: path
      required: true
      schema: {$ref: '#/components/schemas/CaseCode'}
      example: KG-2026-0041
    Id:
      name: id
      in: path
      required: true
      description: An id, or a prefix of it that nothing else begins with.
      schema: {type: string, pattern: '^[0-9a-fA-F]{4,32}$', minLength: 4, maxLength: 32}
      example: 5f3a91c2
    After:
      name: after
      in: query
      description: What the page before said in `next`.
      schema: {type: string, pattern: '^[!-~]+$', minLength: 1, maxLength: 128}
    AfterNumber:
      name: after
      in: query
      description: What the page before said in `next`.
      schema: {type: string, pattern: '^[0-9]{1,19}$', minLength: 1, maxLength: 19}
    Limit:
      name: limit
      in: query
      description: Items in a page.
      schema: {type: integer, minimum: 1, maximum: 200, default: 50}
    Form:
      name: form
      in: query
      description: Only notes, or only documents.
      schema: {$ref: '#/components/schemas/RecordForm'}
    Version:
      name: version
      in: query
      description: An older version; the newest where nothing is said.
      schema: {type: integer, format: int64, minimum: 1, maximum: 9223372036854775807}
    LedgerCase:
      name: case
      in: query
      description: Events of one case.
      schema: {$ref: '#/components/schemas/CaseCode'}
    LedgerAccount:
      name: account
      in: query
      description: Events that somebody did, or that were done to them.
      schema: {$ref: '#/components/schemas/AccountName'}
    LedgerRecord:
      name: record
      in: query
      description: Events about one record, by its id or a prefix of it.
      schema: {type: string, pattern: '^[0-9a-fA-F]{4,32}$', minLength: 4, maxLength: 32}
    LedgerKind:
      name: kind
      in: query
      description: Events of one kind.
      schema: {$ref: '#/components/schemas/EventKind'}
    LedgerSince:
      name: since
      in: query
      description: Events at this moment or later, in UTC.
      schema: {type: string, format: date-time, pattern: 'Z$'}
    LedgerUntil:
      name: until
      in: query
      description: Events at this moment or earlier, in UTC.
      schema: {type: string, format: date-time, pattern: 'Z$'}
    LedgerOrder:
      name: order
      in: query
      description: Oldest or newest first.
      schema: {type: string, enum: [asc, desc], default: desc}
    SandykAccount:
      name: Sandyk-Account
      in: header
      required: true
      description: The first admin's name.
      schema: {$ref: '#/components/schemas/AccountName'}
      example: admin
    SandykSalt:
      name: Sandyk-Salt
      in: header
      required: true
      description: The unlock key's salt, 16 random bytes in hexadecimal.
      schema: {type: string, pattern: '^[0-9a-fA-F]{32}$', minLength: 32, maxLength: 32}
      example: 00112233445566778899aabbccddeeff
    SandykPasses:
      name: Sandyk-Passes
      in: header
      required: true
      description: >-
        Argon2id passes. Every account has the vault's cost, as `login` says it; another one gets `cost-too-low`.
      schema: {type: integer, format: int64, minimum: 0, maximum: 4294967295}
      example: 3
    SandykMemory:
      name: Sandyk-Memory-KiB
      in: header
      required: true
      description: >-
        Argon2id memory in KiB. Every account has the vault's cost, as `login` says it; another one gets
        `cost-too-low`.
      schema: {type: integer, format: int64, minimum: 0, maximum: 4294967295}
      example: 262144
    SandykInvite:
      name: Sandyk-Invite
      in: header
      required: true
      description: The invite code, as the admin told it.
      schema: {type: string, pattern: '^[A-Za-z0-9-]+$', minLength: 1, maxLength: 64}
      example: ABCD-EFGH-JKLM-NPQR
    SandykKind:
      name: Sandyk-Kind
      in: header
      description: The record's kind; what the role usually writes where nothing is said.
      schema: {$ref: '#/components/schemas/RecordKind'}
    IdempotencyKey:
      name: Idempotency-Key
      in: header
      description: >-
        Chosen by the client, remembered for two days: the same write sent twice is done once. Used for
        something else it gets `idempotency-mismatch`.
      schema: {type: string, pattern: '^[!-~]+$', minLength: 1, maxLength: 64}
    IfMatch:
      name: If-Match
      in: header
      required: true
      description: The version that this follows, as its `ETag`. Without it the answer is 428.
      schema: {type: string, pattern: '^"[1-9][0-9]{0,17}"$', minLength: 3, maxLength: 20}
      example: '"3"'
    ContentDisposition:
      name: Content-Disposition
      in: header
      required: true
      description: >-
        The file's name (RFC 6266), in any script by `filename*` (RFC 8187); 1 to 255 bytes, no folders, no
        control characters. A plain `filename` may hold ASCII only.
      schema: {type: string, pattern: "^attachment; filename\\*=UTF-8''[A-Za-z0-9_-]{1,80}$"}
      example: attachment; filename*=UTF-8''report.pdf
    Range:
      name: Range
      in: header
      description: One range of bytes (RFC 9110). What is malformed is ignored.
      schema: {type: string}
      example: bytes=0-1023
    IfRange:
      name: If-Range
      in: header
      description: The `ETag` of the version that the range is meant for; of another one everything is sent.
      schema: {type: string}
    Slot:
      name: name
      in: path
      required: true
      schema: {type: string, enum: [technician, director]}
      example: technician
    Way:
      name: name
      in: path
      required: true
      schema: {type: string, enum: [root, technician, director]}
      example: technician
    SandykRootSalt:
      name: Sandyk-Root-Salt
      in: header
      required: false
      description: The salt of the root key's passphrase, where the root key is one; 16 random bytes in hexadecimal.
      schema: {type: string, pattern: '^[0-9a-fA-F]{32}$', minLength: 32, maxLength: 32}

  headers:
    ETag:
      required: true
      description: The version, for `If-Match`.
      schema: {type: string, pattern: '^"[1-9][0-9]*"$'}
    ContentDisposition:
      required: true
      description: The file's name.
      schema: {type: string}
    ContentRange:
      required: true
      description: Which bytes of how many.
      schema: {type: string, pattern: '^bytes ([0-9]+-[0-9]+|\*)/[0-9]+$'}
    AcceptRanges:
      required: true
      description: Always `bytes`.
      schema: {type: string, const: bytes}
    RetryAfter:
      description: Seconds to wait.
      schema: {type: integer, minimum: 0}
    WWWAuthenticate:
      required: true
      description: Always the bearer scheme.
      schema: {type: string, pattern: '^Bearer'}

  requestBodies:
    UnlockKey:
      required: true
      description: >-
        The unlock key: exactly 32 bytes, made by the client with Argon2id from the passphrase
        (docs/format.md). Never the passphrase.
      content:
        application/octet-stream:
          schema: {type: string, format: binary, minLength: 32, maxLength: 32}
    UnlockKeyPair:
      required: true
      description: >-
        The old unlock key (32 bytes), made with the account's salt and cost, and the new one (32 bytes), made with
        the headers' salt and cost. Never a passphrase.
      content:
        application/octet-stream:
          schema: {type: string, format: binary, minLength: 64, maxLength: 64}
    Document:
      required: true
      description: >-
        The document as it is, with its own media type (at most 127 bytes), at most 8 GiB. May be empty; may
        be chunked.
      content:
        application/octet-stream:
          schema: {type: string, format: binary}
        application/pdf:
          schema: {type: string, format: binary}
        '*/*':
          schema: {type: string, format: binary}
    Card:
      required: true
      description: A custodian's card, its 33 words as ASCII with white space between. Never JSON.
      content:
        application/octet-stream:
          schema: {type: string, format: binary, maxLength: 1024}
    SlotSecret:
      required: false
      description: >-
        The secret of a keystore's slot: exactly 32 bytes, made by the client with Argon2id from the passphrase
        (docs/format.md). Nothing for `root`.
      content:
        application/octet-stream:
          schema: {type: string, format: binary, minLength: 32, maxLength: 32}
    VaultKeys:
      required: true
      description: >-
        The first admin's unlock key; where the root key is a passphrase, its secret after that. 32 bytes each, made
        by the client with Argon2id (docs/format.md).
      content:
        application/octet-stream:
          schema: {type: string, format: binary, minLength: 32, maxLength: 64}

  responses:
    Problem:
      description: Refused; the code says why.
      content: {application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}}
    Unauthorised:
      description: Not logged in, a session that ended, or name and passphrase that do not go together.
      headers: {WWW-Authenticate: {$ref: '#/components/headers/WWWAuthenticate'}}
      content: {application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}}
    TryLater:
      description: Not now.
      headers: {Retry-After: {$ref: '#/components/headers/RetryAfter'}}
      content: {application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}}
    NotInTheDocument:
      description: The range lies outside the document.
      headers: {Content-Range: {$ref: '#/components/headers/ContentRange'}}
      content: {application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}}
    Document:
      description: The whole document.
      headers:
        ETag: {$ref: '#/components/headers/ETag'}
        Content-Disposition: {$ref: '#/components/headers/ContentDisposition'}
        Accept-Ranges: {$ref: '#/components/headers/AcceptRanges'}
      content: {'*/*': {}}
    DocumentPart:
      description: The bytes asked for.
      headers:
        ETag: {$ref: '#/components/headers/ETag'}
        Content-Disposition: {$ref: '#/components/headers/ContentDisposition'}
        Content-Range: {$ref: '#/components/headers/ContentRange'}
        Accept-Ranges: {$ref: '#/components/headers/AcceptRanges'}
      content: {'*/*': {}}

  schemas:
    AccountName:
      type: string
      description: ASCII, so that nobody can be imitated by a letter that looks the same.
      pattern: '^[a-z][a-z0-9._-]{1,31}$'
      minLength: 2
      maxLength: 32
      examples: [ainura]
    CaseCode:
      type: string
      description: Never a survivor's name. Small letters are read as capitals; answers have capitals.
      pattern: '^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*-[0-9]{1,12}$'
      minLength: 4
      maxLength: 32
      examples: [KG-2026-0041]
    KeyWords:
      type: string
      description: The six words of a person's key, as heard from the person.
      maxLength: 256
      examples: [one two three four five six]
    Id:
      type: string
      pattern: '^[0-9a-f]{32}$'
    Hash:
      type: string
      pattern: '^[0-9a-f]{64}$'
    Time:
      type: string
      format: date-time
      examples: ['2026-02-03T09:30:00.000Z']
    Next:
      type: string
      description: Pass it as `after` for the next page; absent on the last.
    Role:
      type: string
      enum: [caseworker, lawyer, psychologist, admin, auditor]
    Compartment:
      type: string
      enum: [identity, casework, legal, psychosocial]
    RecordForm:
      type: string
      enum: [note, document]
    RecordKind:
      type: string
      enum:
        [
          identity-sheet, photograph, id-scan, case-label, intake, incident, consent, assessment,
          safety-plan, support-plan, service, referral, follow-up, closure, statement, complaint,
          court-decision, power-of-attorney, expert-opinion, evidence, correspondence, session-note,
          process-note, psychological-assessment, treatment-plan
        ]
    EventKind:
      type: string
      enum:
        [
          charter, account-invited, account-enrolled, account-suspended, account-resumed,
          account-disabled, vouched, case-opened, assigned, unassigned, lead-made, case-closed,
          case-reopened, compartment-key-made, granted, compartment-key-retired, account-uninvited,
          lead-removed, custodians-set, custodians-confirmed, recovered, custodians-succeeded,
          rehearsed, former-custodians-removed, admin-recovered, proposed, agreed, proposal-withdrawn,
          limits-set, record-withdrawn, case-held, case-unheld, case-disposed, started, stopped,
          logged-in, logged-out, session-ended, logins-refused, requested, request-closed, performed,
          denied, listed, opened, delivered, aborted, written, integrity-failed, disposal-done,
          key-copy-registered, record-destroyed, outer-rotated, inner-asked, resealed, orphans-swept,
          place-remembered, outer-asked, root-asked, root-rotated, meta-asked, meta-rotated, slot-set,
          slot-removed, recovery-began, card-accepted, card-refused, recovery-ended, sealed, unsealed,
          unseal-refused
        ]

    Problem:
      type: object
      description: A problem document (RFC 9457). It never repeats what was sent.
      additionalProperties: false
      required: [type, title, status, code, detail]
      properties:
        type: {type: string, pattern: '^urn:sandyk:problem:[a-z-]+$'}
        title: {type: string}
        status: {type: integer, minimum: 400, maximum: 599}
        code:
          type: string
          description: Stable.
          enum:
            [
              malformed-json, unknown-field, invalid-value, lookalike-letters, body-too-large,
              length-mismatch, media-type-not-supported, precondition-required, version-conflict,
              idempotency-mismatch, range-not-satisfiable, method-not-allowed, request-timeout,
              not-logged-in, session-expired, login-refused, login-delayed, invite-refused,
              cost-too-low, not-the-operator, role-may-not, not-found, lead-only, awaiting-grant,
              not-vouched, key-words-differ, author-only, oneself, compartment-not-for-role,
              kind-differs, code-taken, name-taken, case-closed, case-open, not-active,
              nothing-to-change, last-admin, last-lead, would-orphan, already-assigned,
              not-assigned, out-of-order, no-custodians, recovery-under-way, card-refused,
              cards-of-another-key, recovery-delayed, custodians-succeeded, needs-second-person,
              same-person, proposal-expired, proposal-differs, already-proposed, last-second-person, case-held,
              case-disposed, withdrawn, not-withdrawn, not-due, integrity, ledger-unavailable,
              uninitialised, already-initialised, behind-pin, too-busy, stopping, internal-error,
              sealed, not-sealed, unseal-refused, last-slot, root-key-not-writable,
              passphrase-refused, confirmation-needed, nobody-left, list-changed
            ]
        detail: {type: string, description: A sentence that a person can act on.}
        field: {type: string, description: 'The field, parameter or header that is wrong.'}
        orphans:
          type: array
          description: Compartments that would be left without holders, as `CODE compartment`.
          items: {type: string}
        retryAfterSeconds: {type: integer, minimum: 0}
        leaving: {$ref: '#/components/schemas/Leaving'}
      examples:
        - type: urn:sandyk:problem:version-conflict
          title: version conflict
          status: 412
          code: version-conflict
          detail: Somebody wrote a newer version meanwhile. Read it, then amend that one.

    InviteRequest:
      type: object
      additionalProperties: false
      required: [name, role]
      properties:
        name: {$ref: '#/components/schemas/AccountName'}
        role: {$ref: '#/components/schemas/Role'}
        samePersonAs: {$ref: '#/components/schemas/AccountName'}
    DisableRequest:
      type: object
      additionalProperties: false
      properties:
        orphan: {type: boolean, description: Whether compartments may be left without holders.}
        confirm: {$ref: '#/components/schemas/AccountName'}
    OpenCaseRequest:
      type: object
      additionalProperties: false
      required: [code]
      properties:
        code: {$ref: '#/components/schemas/CaseCode'}
    AssignRequest:
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: {$ref: '#/components/schemas/AccountName'}
        compartments:
          type: array
          description: Everywhere that the role has a place, where nothing is said.
          minItems: 1
          maxItems: 4
          uniqueItems: true
          items: {$ref: '#/components/schemas/Compartment'}
        keyWords: {$ref: '#/components/schemas/KeyWords'}
    UnassignRequest:
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: {$ref: '#/components/schemas/AccountName'}
        orphan: {type: boolean, description: Whether compartments may be left without holders.}
        confirm: {$ref: '#/components/schemas/AccountName'}
    LeadRequest:
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: {$ref: '#/components/schemas/AccountName'}
        keyWords: {$ref: '#/components/schemas/KeyWords'}
    ApproveRequest:
      type: object
      additionalProperties: false
      properties:
        keyWords: {$ref: '#/components/schemas/KeyWords'}
        orphan:
          type: boolean
          description: Whether born compartments may be left without holders, where the request is to unassign.
        confirm:
          type: string
          description: The account's name, where `orphan` is true.
    NoteDraft:
      type: object
      additionalProperties: false
      required: [text]
      properties:
        kind: {$ref: '#/components/schemas/RecordKind'}
        title:
          type: string
          description: One line, at most 512 bytes. An amendment without it keeps the title.
          pattern: '^[^\x00-\x1f\x7f-\x9f]*$'
          maxLength: 512
        text:
          type: string
          description: At most 1 MiB. Tabs and line ends are the only control characters.
          pattern: '^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$'
          minLength: 1
          maxLength: 1048576
      examples:
        - kind: session-note
          title: An invented note
          text: Nothing in this example is about anybody.
    SearchRequest:
      type: object
      additionalProperties: false
      required: [text]
      properties:
        text:
          type: string
          description: At most 256 bytes.
          pattern: '^[^\x00-\x1f\x7f-\x9f]*$'
          minLength: 1
          maxLength: 256
    HouseRotateRequest:
      type: object
      additionalProperties: false
      properties:
        root: {type: boolean}
        meta: {type: boolean}
      anyOf:
        - required: [root]
          properties: {root: {const: true}}
        - required: [meta]
          properties: {meta: {const: true}}
    HouseStatus:
      type: object
      additionalProperties: false
      required: [root, meta, slots, generation]
      properties:
        root: {$ref: '#/components/schemas/RootKeyStatus'}
        meta: {$ref: '#/components/schemas/MetaKeyStatus'}
        slots: {type: array, items: {$ref: '#/components/schemas/SlotItem'}}
        generation: {type: integer, minimum: 0}
        newRootKey: {type: string, description: Where the new root key lies until the operator has put it in place.}
    RootKeyStatus:
      type: object
      additionalProperties: false
      required: [source, madeAt, state, overdue]
      properties:
        source: {type: string, enum: [file, credential, passphrase]}
        madeAt: {$ref: '#/components/schemas/Time'}
        state: {type: string, enum: [current, waiting, due]}
        overdue: {type: boolean, description: 'Older than `key-max-age-days` in Keys; a passphrase never is.'}
    MetaKeyStatus:
      type: object
      additionalProperties: false
      required: [madeAt, state, done, total, overdue]
      properties:
        madeAt: {$ref: '#/components/schemas/Time'}
        state: {type: string, enum: [current, asked, writing-new, resealing, verifying, retired]}
        done: {type: integer, minimum: 0}
        total: {type: integer, minimum: 0}
        overdue: {type: boolean, description: 'Older than `key-max-age-days` in Keys.'}
    SlotItem:
      type: object
      additionalProperties: false
      required: [id, pending, due]
      properties:
        id: {type: string, enum: [root, second-root, technician, director, custodians]}
        pending: {type: boolean}
        due: {type: boolean, description: An admin who was disabled since may know this passphrase.}
        setAt: {$ref: '#/components/schemas/Time'}
    RotateRequest:
      type: object
      additionalProperties: false
      properties:
        case: {$ref: '#/components/schemas/CaseCode'}
        all: {type: boolean}
      oneOf:
        - required: [case]
          properties: {all: {const: false}}
        - required: [all]
          properties: {all: {const: true}}
          not: {required: [case]}

    Health:
      type: object
      additionalProperties: false
      required: [state, version]
      properties:
        state: {type: string, enum: [ready, uninitialised, behind-pin, stopping, sealed]}
        version: {type: string}
        rootPassphrase: {type: boolean, description: Whether the root key of the vault to be made will be a passphrase.}
        unseal: {type: array, items: {type: string, enum: [root, technician, director]}}
    Initialised:
      type: object
      additionalProperties: false
      required: [vaultID, account, keyWords, rootKey, keystore]
      properties:
        vaultID: {$ref: '#/components/schemas/Hash'}
        account: {$ref: '#/components/schemas/AccountName'}
        keyWords: {$ref: '#/components/schemas/KeyWords'}
        rootKey: {type: string, description: Where the operator finds the root key.}
        keystore: {type: string}
        mirror: {type: string}
    LoginParameters:
      type: object
      additionalProperties: false
      required: [salt, passes, memoryKiB]
      properties:
        salt: {type: string, pattern: '^[0-9a-f]{32}$'}
        passes: {type: integer, minimum: 1}
        memoryKiB: {type: integer, minimum: 1}
        newPasses: {type: integer, minimum: 1, description: 'For a new passphrase; the same for every name.'}
        newMemoryKiB: {type: integer, minimum: 1, description: 'For a new passphrase; the same for every name.'}
    SessionToken:
      type: object
      additionalProperties: false
      required: [token, account, role, expiresAt, idleSeconds]
      properties:
        token: {type: string, pattern: '^sandyk-token-'}
        account: {$ref: '#/components/schemas/AccountName'}
        role: {$ref: '#/components/schemas/Role'}
        expiresAt: {$ref: '#/components/schemas/Time'}
        idleSeconds: {type: integer, minimum: 0}
    Enrolled:
      type: object
      additionalProperties: false
      required: [account, role, keyWords]
      properties:
        account: {$ref: '#/components/schemas/AccountName'}
        role: {$ref: '#/components/schemas/Role'}
        keyWords: {$ref: '#/components/schemas/KeyWords'}
    SessionStatus:
      type: object
      additionalProperties: false
      required: [account, role, keyWords, loggedInAt, expiresAt, waiting, warnings]
      properties:
        account: {$ref: '#/components/schemas/AccountName'}
        role: {$ref: '#/components/schemas/Role'}
        keyWords: {$ref: '#/components/schemas/KeyWords'}
        loggedInAt: {$ref: '#/components/schemas/Time'}
        expiresAt: {$ref: '#/components/schemas/Time'}
        waiting: {type: array, items: {$ref: '#/components/schemas/AccessRequest'}}
        warnings: {type: array, items: {type: string}}
        custodians: {$ref: '#/components/schemas/CustodianProgress'}
        proposals: {type: array, items: {$ref: '#/components/schemas/ProposalItem'}}
    AccountItem:
      type: object
      additionalProperties: false
      required: [id, role, status, vouched]
      properties:
        id: {$ref: '#/components/schemas/AccountName'}
        role: {$ref: '#/components/schemas/Role'}
        status: {type: string, enum: [invited, active, suspended, disabled]}
        enrolledAt: {$ref: '#/components/schemas/Time'}
        vouched: {type: boolean}
    InvitationCode:
      type: object
      additionalProperties: false
      required: [name, role, code, expiresAt]
      properties:
        name: {$ref: '#/components/schemas/AccountName'}
        role: {$ref: '#/components/schemas/Role'}
        code: {type: string}
        expiresAt: {$ref: '#/components/schemas/Time'}
        proposal: {$ref: '#/components/schemas/Id'}
        report: {$ref: '#/components/schemas/LeavingReport'}
    Done:
      type: object
      additionalProperties: false
      required: [done]
      properties:
        done: {type: string, description: 'The operation, e.g. `account.disable`.'}
        rotated: {type: integer, minimum: 0}
        waiting:
          {type: integer, minimum: 0, description: 'Cases whose outer keys still wait; they go on by themselves.'}
        request: {$ref: '#/components/schemas/Id'}
        report: {$ref: '#/components/schemas/LeavingReport'}
    CaseItem:
      type: object
      additionalProperties: false
      required: [id, status, openedAt, leads, compartments]
      properties:
        id: {$ref: '#/components/schemas/CaseCode'}
        status: {type: string, enum: [open, closed, disposed]}
        openedAt: {$ref: '#/components/schemas/Time'}
        leads: {type: array, items: {$ref: '#/components/schemas/AccountName'}}
        label: {type: string}
        compartments: {type: array, items: {$ref: '#/components/schemas/CompartmentItem'}}
        warnings: {type: array, items: {type: string}}
        hold: {type: string, enum: [court-order, investigation, complaint, audit]}
        disposalDueAt: {$ref: '#/components/schemas/Time'}
    CompartmentItem:
      type: object
      additionalProperties: false
      required: [name, access, state, records]
      properties:
        name: {$ref: '#/components/schemas/Compartment'}
        access: {type: string, enum: [read, read-write]}
        state: {type: string, enum: [granted, unborn, waiting]}
        records: {type: integer, minimum: 0}
    NextCode:
      type: object
      additionalProperties: false
      required: [code]
      properties:
        code: {$ref: '#/components/schemas/CaseCode'}
    Assigned:
      type: object
      additionalProperties: false
      required: [name, granted, unborn, requests, vouched]
      properties:
        name: {type: string, maxLength: 32, description: 'Whom; empty where the yes was to closing or reopening.'}
        granted: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
        unborn: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
        requests: {type: array, items: {$ref: '#/components/schemas/AccessRequest'}}
        vouched: {type: boolean}
    AccessRequest:
      type: object
      additionalProperties: false
      required: [id, case, kind, compartments, askedBy, askedAt, waitsFor, mine]
      properties:
        id: {$ref: '#/components/schemas/Id'}
        case: {$ref: '#/components/schemas/CaseCode'}
        kind: {type: string, enum: [assign, unassign, close, reopen, grant, lead]}
        name: {$ref: '#/components/schemas/AccountName'}
        compartments: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
        askedBy: {$ref: '#/components/schemas/AccountName'}
        askedAt: {$ref: '#/components/schemas/Time'}
        waitsFor: {type: array, items: {$ref: '#/components/schemas/AccountName'}}
        mine: {type: boolean}
    WhoItem:
      type: object
      additionalProperties: false
      required: [id, name, lead, compartment, canOpen, since, status, vouched]
      properties:
        id: {type: string, description: '`name/compartment`'}
        name: {$ref: '#/components/schemas/PersonName'}
        role: {$ref: '#/components/schemas/Role'}
        lead: {type: boolean}
        compartment: {$ref: '#/components/schemas/Compartment'}
        canOpen: {type: boolean}
        since: {$ref: '#/components/schemas/Time'}
        grantedBy: {$ref: '#/components/schemas/AccountName'}
        lastOpened: {$ref: '#/components/schemas/Time'}
        status: {type: string, enum: [active, suspended, disabled]}
        vouched: {type: boolean}
    RecordItem:
      type: object
      additionalProperties: false
      required: [id, case, kind, compartment, form, title, author, createdAt, writtenAt, version]
      properties:
        id: {$ref: '#/components/schemas/Id'}
        case: {$ref: '#/components/schemas/CaseCode'}
        kind: {$ref: '#/components/schemas/RecordKind'}
        compartment: {$ref: '#/components/schemas/Compartment'}
        form: {$ref: '#/components/schemas/RecordForm'}
        title: {type: string}
        document: {$ref: '#/components/schemas/DocumentItem'}
        author: {$ref: '#/components/schemas/AccountName'}
        createdAt: {$ref: '#/components/schemas/Time'}
        writtenAt: {$ref: '#/components/schemas/Time'}
        version: {type: integer, format: int64, minimum: 1}
    DocumentItem:
      type: object
      additionalProperties: false
      required: [name, mediaType, length, contentHash]
      properties:
        name: {type: string}
        mediaType: {type: string}
        length: {type: integer, format: int64, minimum: 0, maximum: 8589934592}
        contentHash: {$ref: '#/components/schemas/Hash'}
    Note:
      type: object
      additionalProperties: false
      required: [record, text]
      properties:
        record: {$ref: '#/components/schemas/RecordItem'}
        text: {type: string}
    VersionItem:
      type: object
      additionalProperties: false
      required: [id, version, author, writtenAt, title, digest]
      properties:
        id: {type: string}
        version: {type: integer, format: int64, minimum: 1}
        author: {$ref: '#/components/schemas/AccountName'}
        writtenAt: {$ref: '#/components/schemas/Time'}
        title: {type: string}
        document: {$ref: '#/components/schemas/DocumentItem'}
        digest: {$ref: '#/components/schemas/Hash'}
        withdrawn: {type: string, description: 'Why the record was withdrawn, in the version that says so.'}
    SearchHit:
      type: object
      additionalProperties: false
      required: [id, case, kind, title, found]
      properties:
        id: {$ref: '#/components/schemas/Id'}
        case: {$ref: '#/components/schemas/CaseCode'}
        kind: {$ref: '#/components/schemas/RecordKind'}
        title: {type: string}
        found: {type: string, enum: [label, title, name, text]}
    KeyStatusItem:
      type: object
      additionalProperties: false
      required: [id, houseEpoch, houseMadeAt, houseState, overdue, compartments]
      properties:
        id: {$ref: '#/components/schemas/CaseCode'}
        houseEpoch: {type: integer, format: int64, minimum: 1}
        houseMadeAt: {$ref: '#/components/schemas/Time'}
        houseState: {type: string, enum: [current, asked]}
        overdue: {type: boolean, description: 'Older than `key-max-age-days` in Keys.'}
        compartments: {type: array, items: {$ref: '#/components/schemas/CompartmentKeyItem'}}
    CompartmentKeyItem:
      type: object
      additionalProperties: false
      required: [name, keyVersion, madeAt, state, remaining, total, overdue, waitsFor]
      properties:
        name: {$ref: '#/components/schemas/Compartment'}
        keyVersion: {type: integer, format: int64, minimum: 1}
        madeAt: {$ref: '#/components/schemas/Time'}
        state: {type: string, enum: [current, asked, resealing, orphaned]}
        remaining: {type: integer, minimum: 0}
        total: {type: integer, minimum: 0, description: 'Record versions in all, while a rotation is under way.'}
        overdue: {type: boolean, description: 'Older than `key-max-age-days` in Keys.'}
        waitsFor: {type: array, items: {$ref: '#/components/schemas/PersonName'}}
        custodians: {type: boolean, description: Whether the custodians can open it; absent while none are set.}
    Rotated:
      type: object
      additionalProperties: false
      required: [outer, innerAsked, waiting]
      properties:
        outer: {type: integer, minimum: 0}
        innerAsked: {type: integer, minimum: 0}
        waiting: {type: integer, minimum: 0}
    LedgerItem:
      type: object
      additionalProperties: false
      required: [id, at, kind, signed]
      properties:
        id: {type: string}
        at: {$ref: '#/components/schemas/Time'}
        kind: {$ref: '#/components/schemas/EventKind'}
        actor: {type: string}
        subject: {type: string}
        case: {type: string}
        compartments: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
        record: {$ref: '#/components/schemas/Id'}
        version: {type: integer, format: int64, minimum: 0}
        operation: {type: string}
        outcome: {type: integer, minimum: 0}
        count: {type: integer, format: int64, minimum: 0}
        reason: {type: string}
        signed: {type: boolean}
    LedgerVerification:
      type: object
      additionalProperties: false
      required: [size, root, signatures, valid, damaged, records]
      properties:
        size: {type: integer, format: int64, minimum: 0}
        root: {$ref: '#/components/schemas/Hash'}
        signatures: {type: integer, format: int64, minimum: 0}
        valid: {type: boolean}
        damaged: {type: array, items: {type: integer, format: int64, minimum: 0}}
        records:
          type: array
          items: {type: string}
          description: 'Where the tables have another number of records than the ledger, as `CODE compartment: 3 of 4`.'
    Finding:
      type: object
      additionalProperties: false
      required: [id, severity, text]
      properties:
        id: {type: string}
        severity: {type: string, enum: [fine, warning, wrong]}
        text: {type: string}
        advice: {type: string}

    AccountPage:
      type: object
      additionalProperties: false
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/AccountItem'}}
        next: {$ref: '#/components/schemas/Next'}
    CasePage:
      type: object
      additionalProperties: false
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/CaseItem'}}
        next: {$ref: '#/components/schemas/Next'}
    RequestPage:
      type: object
      additionalProperties: false
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/AccessRequest'}}
        next: {$ref: '#/components/schemas/Next'}
    WhoPage:
      type: object
      additionalProperties: false
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/WhoItem'}}
        next: {$ref: '#/components/schemas/Next'}
    RecordPage:
      type: object
      additionalProperties: false
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/RecordItem'}}
        next: {$ref: '#/components/schemas/Next'}
    VersionPage:
      type: object
      additionalProperties: false
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/VersionItem'}}
        next: {$ref: '#/components/schemas/Next'}
    SearchPage:
      type: object
      additionalProperties: false
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/SearchHit'}}
        next: {$ref: '#/components/schemas/Next'}
    KeyStatusPage:
      type: object
      additionalProperties: false
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/KeyStatusItem'}}
        next: {$ref: '#/components/schemas/Next'}
    LedgerPage:
      type: object
      additionalProperties: false
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/LedgerItem'}}
        next: {$ref: '#/components/schemas/Next'}
    FindingPage:
      type: object
      additionalProperties: false
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/Finding'}}
        next: {$ref: '#/components/schemas/Next'}

    PersonName:
      type: string
      description: An account's name, or `the custodians`, which no account can be called.
      pattern: '^([a-z][a-z0-9._-]{1,31}|the custodians)$'
    SetCustodians:
      type: object
      additionalProperties: false
      properties:
        custodians: {$ref: '#/components/schemas/CustodianStatus'}
        proposal: {$ref: '#/components/schemas/ProposalItem'}
    ProposedCustodians:
      type: object
      additionalProperties: false
      required: [needed, count, keyWords]
      properties:
        needed: {type: integer, minimum: 2, maximum: 16}
        count: {type: integer, minimum: 2, maximum: 16}
        keyWords: {type: string}
    SetCustodiansRequest:
      type: object
      additionalProperties: false
      required: [publicKeys, needed, count]
      properties:
        publicKeys: {$ref: '#/components/schemas/CustodianKeys'}
        needed: {type: integer, minimum: 2, maximum: 16}
        count: {type: integer, minimum: 2, maximum: 16}
    ConfirmCustodiansRequest:
      type: object
      additionalProperties: false
      required: [keyWords]
      properties:
        keyWords: {$ref: '#/components/schemas/KeyWords'}
    BeginRecoveryRequest:
      type: object
      additionalProperties: false
      required: [purpose]
      properties:
        purpose: {$ref: '#/components/schemas/CeremonyPurpose'}
        case: {$ref: '#/components/schemas/CaseCode'}
        name: {$ref: '#/components/schemas/AccountName'}
        to: {$ref: '#/components/schemas/AccountName'}
        publicKeys: {$ref: '#/components/schemas/CustodianKeys'}
        needed: {type: integer, minimum: 2, maximum: 16}
        count: {type: integer, minimum: 2, maximum: 16}
    RecoveryWordsRequest:
      type: object
      additionalProperties: false
      properties:
        name:
          $ref: '#/components/schemas/AccountName'
          description: Whose; absent in a succession, for the words of the key that takes over.
        keyWords: {$ref: '#/components/schemas/KeyWords'}
    CustodianKeys:
      type: string
      description: The public half of a key that custodians dealt, as `sandyk custodians deal` showed it.
      pattern: '^sandyk-custodians-[a-z2-7]{109}$'
    CeremonyPurpose:
      type: string
      enum: [case, account, rehearse, succeed]
    CustodianStatus:
      type: object
      additionalProperties: false
      required: [needed, count, setAt, setBy, progress]
      properties:
        needed: {type: integer, minimum: 2, maximum: 16}
        count: {type: integer, minimum: 2, maximum: 16}
        setAt: {$ref: '#/components/schemas/Time'}
        setBy: {$ref: '#/components/schemas/PersonName'}
        confirmed: {type: boolean, description: Absent for admins and auditors.}
        rehearsedAt: {$ref: '#/components/schemas/Time'}
        progress: {$ref: '#/components/schemas/CustodianProgress'}
    CustodianProgress:
      type: object
      additionalProperties: false
      required: [missing, waitsFor, unconfirmed]
      properties:
        missing: {type: integer, minimum: 0, description: Compartments that the custodians could not open yet.}
        waitsFor: {type: array, items: {$ref: '#/components/schemas/AccountName'}}
        unconfirmed: {type: array, items: {$ref: '#/components/schemas/AccountName'}}
    Recovery:
      type: object
      additionalProperties: false
      required: [id, purpose, people, cards, needed, state, expiresAt]
      properties:
        id: {$ref: '#/components/schemas/Id'}
        purpose: {$ref: '#/components/schemas/CeremonyPurpose'}
        case: {$ref: '#/components/schemas/CaseCode'}
        name: {$ref: '#/components/schemas/AccountName'}
        successor:
          type: string
          enum: [waiting, typed]
          description: In a succession, whether the words of the key that takes over were typed.
        people: {type: array, items: {$ref: '#/components/schemas/RecoveryPerson'}}
        cards: {type: integer, minimum: 0, description: Cards that lie together.}
        needed: {type: integer, minimum: 2, maximum: 16}
        state: {type: string, enum: [open, done]}
        expiresAt: {$ref: '#/components/schemas/Time'}
        opened: {type: array, items: {$ref: '#/components/schemas/RecoveredItem'}}
        invitation: {$ref: '#/components/schemas/InvitationCode'}
    RecoveryPerson:
      type: object
      additionalProperties: false
      required: [name, words]
      properties:
        name: {$ref: '#/components/schemas/AccountName'}
        words: {type: string, enum: [waiting, typed, left-out]}
    RecoveredItem:
      type: object
      additionalProperties: false
      required: [id, compartments]
      properties:
        id: {$ref: '#/components/schemas/CaseCode'}
        name: {$ref: '#/components/schemas/AccountName'}
        compartments: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
    RoleRequest:
      type: object
      additionalProperties: false
      required: [role]
      properties:
        role: {$ref: '#/components/schemas/Role'}
        orphan: {type: boolean, description: Whether compartments may be left without holders.}
        confirm: {$ref: '#/components/schemas/AccountName'}
    AgreeRequest:
      type: object
      additionalProperties: false
      required: [digest]
      properties:
        digest: {type: string, pattern: '^[0-9a-fA-F]{64}$', description: The proposal's digest as it was shown.}
    WithdrawRequest:
      type: object
      additionalProperties: false
      required: [reason]
      properties:
        reason:
          type: string
          description: Content, sealed beside the record. At most 512 characters.
          pattern: '^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$'
          minLength: 1
          maxLength: 512
    HoldRequest:
      type: object
      additionalProperties: false
      required: [reason]
      properties:
        reason: {type: string, enum: [court-order, investigation, complaint, audit]}
    KeyCopyRequest:
      type: object
      additionalProperties: false
      required: [label, until]
      properties:
        label: {type: string, pattern: '^[ -~]+$', minLength: 1, maxLength: 64}
        until: {type: string, format: date-time, pattern: 'Z$'}
    ProposalItem:
      type: object
      additionalProperties: false
      required: [id, kind, state, by, proposedAt, expiresAt, digest, waitsFor, mine]
      properties:
        id: {$ref: '#/components/schemas/Id'}
        kind: {type: string, description: 'The operation, e.g. `account.invite`.'}
        state: {type: string, enum: [open, waiting]}
        by: {$ref: '#/components/schemas/AccountName'}
        proposedAt: {$ref: '#/components/schemas/Time'}
        expiresAt: {$ref: '#/components/schemas/Time'}
        digest: {type: string, pattern: '^([0-9a-f]{64})?$'}
        waitsFor: {type: array, items: {$ref: '#/components/schemas/AccountName'}}
        mine: {type: boolean}
        case: {$ref: '#/components/schemas/CaseCode'}
        record: {$ref: '#/components/schemas/Id'}
        compartment: {$ref: '#/components/schemas/Compartment'}
        name: {$ref: '#/components/schemas/AccountName'}
        role: {$ref: '#/components/schemas/Role'}
        samePersonAs: {$ref: '#/components/schemas/AccountName'}
        inviteHours: {type: integer, minimum: 0}
        orphans: {type: array, items: {type: string}, description: 'What nobody could open any more, as `CODE compartment`.'}
        limits: {$ref: '#/components/schemas/LimitsItem'}
        custodians: {$ref: '#/components/schemas/ProposedCustodians'}
        waitDays: {type: integer, minimum: 0}
        agreedBy: {$ref: '#/components/schemas/AccountName'}
        dueAt: {$ref: '#/components/schemas/Time'}
    ProposalPage:
      type: object
      additionalProperties: false
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/ProposalItem'}}
        next: {$ref: '#/components/schemas/Next'}
    Proposed:
      type: object
      additionalProperties: false
      required: [done]
      properties:
        done: {type: string, description: 'The operation, e.g. `case.dispose`.'}
        proposal: {$ref: '#/components/schemas/ProposalItem'}
    LimitsItem:
      type: object
      additionalProperties: false
      required:
        [
          quorum, disposalWaitDays, sessionIdleSeconds, sessionAbsoluteSeconds, passes, memoryKiB, keyMaxAgeDays,
          inviteHours
        ]
      properties:
        quorum: {type: integer, minimum: 1, maximum: 2}
        disposalWaitDays: {type: integer, minimum: 0}
        sessionIdleSeconds: {type: integer, minimum: 1}
        sessionAbsoluteSeconds: {type: integer, minimum: 1}
        passes: {type: integer, minimum: 1}
        memoryKiB: {type: integer, minimum: 1}
        keyMaxAgeDays: {type: integer, minimum: 0, description: '0: keys of any age.'}
        inviteHours: {type: integer, minimum: 1}
    LimitsAnswer:
      type: object
      additionalProperties: false
      required: [file, inForce, fileIsLaxer]
      properties:
        agreed: {$ref: '#/components/schemas/LimitsItem'}
        file: {$ref: '#/components/schemas/LimitsItem'}
        inForce: {$ref: '#/components/schemas/LimitsItem'}
        fileIsLaxer: {type: boolean}
    KeyCopy:
      type: object
      additionalProperties: false
      required: [label, registeredAt, registeredBy, until]
      properties:
        label: {type: string}
        registeredAt: {$ref: '#/components/schemas/Time'}
        registeredBy: {$ref: '#/components/schemas/AccountName'}
        until: {$ref: '#/components/schemas/Time'}
    DisposalCounts:
      type: object
      additionalProperties: false
      required: [houseKeyEpochs, grants, records, versions, chunks]
      properties:
        houseKeyEpochs: {type: integer, format: int64, minimum: 0}
        grants: {type: integer, format: int64, minimum: 0}
        records: {type: integer, format: int64, minimum: 0}
        versions: {type: integer, format: int64, minimum: 0}
        chunks: {type: integer, format: int64, minimum: 0}
    DisposalCertificate:
      type: object
      additionalProperties: false
      required:
        [
          case, caseID, vaultID, proposedBy, proposedAt, agreedBy, agreedAt, executedBy, executedAt, destroyed,
          keyCopies, stays, event, signature, signingKey, ledgerSequence, ledgerSize, ledgerRoot
        ]
      properties:
        case: {$ref: '#/components/schemas/CaseCode'}
        caseID: {$ref: '#/components/schemas/Hash'}
        vaultID: {$ref: '#/components/schemas/Hash'}
        proposedBy: {$ref: '#/components/schemas/AccountName'}
        proposedAt: {$ref: '#/components/schemas/Time'}
        agreedBy: {$ref: '#/components/schemas/AccountName'}
        agreedAt: {$ref: '#/components/schemas/Time'}
        executedBy: {$ref: '#/components/schemas/AccountName'}
        executedAt: {$ref: '#/components/schemas/Time'}
        completedAt: {$ref: '#/components/schemas/Time'}
        destroyed: {$ref: '#/components/schemas/DisposalCounts'}
        keyCopies: {type: array, items: {$ref: '#/components/schemas/KeyCopy'}}
        stays: {type: array, items: {type: string}}
        event: {type: string, description: 'The signed event, canonical (docs/format.md), in hexadecimal.'}
        signature: {type: string, pattern: '^[0-9a-f]{128}$'}
        signingKey: {$ref: '#/components/schemas/Hash'}
        ledgerSequence: {type: integer, format: int64, minimum: 1}
        ledgerSize: {type: integer, format: int64, minimum: 1}
        ledgerRoot: {$ref: '#/components/schemas/Hash'}
    UnleadRequest:
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: {$ref: '#/components/schemas/AccountName'}
    Leaving:
      type: object
      description: What an account's end does.
      additionalProperties: false
      required: [name, role, cases, orphans, requests]
      properties:
        name: {$ref: '#/components/schemas/AccountName'}
        role: {$ref: '#/components/schemas/Role'}
        cases: {type: array, items: {$ref: '#/components/schemas/LeavingCase'}}
        orphans:
          type: array
          description: Compartments that would be left without holders, as `CODE compartment`.
          items: {type: string}
        requests: {type: array, items: {$ref: '#/components/schemas/AccessRequest'}}
    LeavingCase:
      type: object
      additionalProperties: false
      required: [id, compartments, lead, lastLead, orphans]
      properties:
        id: {$ref: '#/components/schemas/CaseCode'}
        compartments: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
        lead: {type: boolean}
        lastLead: {type: boolean, description: Whether no active lead is left without this person.}
        orphans: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
    LeavingReport:
      type: object
      description: What an account's end left to be done, and by whom.
      additionalProperties: false
      required: [withoutLead, waiting]
      properties:
        withoutLead: {type: array, items: {$ref: '#/components/schemas/CaseCode'}}
        waiting: {type: array, items: {$ref: '#/components/schemas/WaitingCompartment'}}
    WaitingCompartment:
      type: object
      additionalProperties: false
      required: [case, compartment, waitsFor]
      properties:
        case: {$ref: '#/components/schemas/CaseCode'}
        compartment: {$ref: '#/components/schemas/Compartment'}
        waitsFor: {type: array, items: {$ref: '#/components/schemas/AccountName'}}
    HandoverRequest:
      type: object
      additionalProperties: false
      required: [to, digest]
      properties:
        to: {$ref: '#/components/schemas/AccountName'}
        digest: {$ref: '#/components/schemas/Hash'}
        keyWords: {$ref: '#/components/schemas/KeyWords'}
    Handover:
      type: object
      description: What handing over would do; a yes names its digest.
      additionalProperties: false
      required: [from, to, items, digest]
      properties:
        from: {$ref: '#/components/schemas/AccountName'}
        to: {$ref: '#/components/schemas/AccountName'}
        items: {type: array, items: {$ref: '#/components/schemas/HandoverItem'}}
        digest: {$ref: '#/components/schemas/Hash'}
    HandoverItem:
      type: object
      additionalProperties: false
      required: [id, asks, lead, compartments, grants, waits, left]
      properties:
        id: {$ref: '#/components/schemas/CaseCode'}
        asks: {type: boolean, description: Whether somebody on the case is asked to let them in.}
        lead: {type: boolean, description: Whether they become a lead.}
        compartments: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
        grants: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
        waits: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
        left: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
    HandedOver:
      type: object
      additionalProperties: false
      required: [from, to, vouched, items]
      properties:
        from: {$ref: '#/components/schemas/AccountName'}
        to: {$ref: '#/components/schemas/AccountName'}
        vouched: {type: boolean}
        items: {type: array, items: {$ref: '#/components/schemas/HandedOverCase'}}
    HandedOverCase:
      type: object
      additionalProperties: false
      required: [id, lead, granted, unborn, requests]
      properties:
        id: {$ref: '#/components/schemas/CaseCode'}
        lead: {type: boolean}
        granted: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
        unborn: {type: array, items: {$ref: '#/components/schemas/Compartment'}}
        requests: {type: array, items: {$ref: '#/components/schemas/AccessRequest'}}

"""###
}
