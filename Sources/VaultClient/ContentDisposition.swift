/// `Content-Disposition: attachment; filename*=UTF-8''…` (RFC 6266, RFC 8187): a document's name in a header.
package enum ContentDisposition {
    /// The header's value for a file name of any letters.
    package static func value(fileName: String) -> String {
        let name = PercentEncoding.encode(fileName, keeping: PercentEncoding.attributeCharacters)
        return "attachment; filename*=UTF-8''\(name)"
    }
}
