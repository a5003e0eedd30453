import Testing

import VaultClient

@Suite struct AddressTests {
    @Test func `no letter of a name or code can add a segment or a query`() {
        let path = RequestPath("cases", "KG/../x?y=1#z", "records")
        #expect(path.text == "/v1/cases/KG%2F..%2Fx%3Fy%3D1%23z/records")
    }

    @Test func `a segment of dots does not step up`() {
        #expect(RequestPath("records", "..").text == "/v1/records/%2E%2E")
    }

    @Test func `Cyrillic is encoded byte by byte`() {
        #expect(RequestPath("records", "ө").text == "/v1/records/%D3%A9")
    }

    @Test func `a query has only the pairs that are there`() {
        let path = RequestPath("ledger").query([("case", nil), ("kind", "case-opened"), ("after", "a b")])
        #expect(path.text == "/v1/ledger?kind=case-opened&after=a%20b")
        #expect(RequestPath("ledger").query([("case", nil)]).text == "/v1/ledger")
    }

    @Test(arguments: [
        ("Доверенность.pdf", "%D0%94%D0%BE%D0%B2%D0%B5%D1%80%D0%B5%D0%BD%D0%BD%D0%BE%D1%81%D1%82%D1%8C.pdf"),
        ("Күбө.txt", "K%D2%AF%D0%B1%D3%A9.txt".replacing("K", with: "%D0%9A")),
        ("a b\"c';\r\n.txt", "a%20b%22c%27%3B%0D%0A.txt"),
        ("plain-name_1.zip", "plain-name_1.zip"),
        ("% rates.pdf", "%25%20rates.pdf"),
    ])
    func `a file name in a header is RFC 8187 and cannot end the header`(name: String, encoded: String) {
        #expect(ContentDisposition.value(fileName: name) == "attachment; filename*=UTF-8''\(encoded)")
    }
}
