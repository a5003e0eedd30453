import Glibc
import VaultModel

/// Moments as the person's own clock shows them.
enum LocalTime {
    /// Date, time and zone, e.g. `2026-03-01 14:05:09 +06`.
    static func text(_ moment: Timestamp) -> String { format(moment, "%Y-%m-%d %H:%M:%S %Z") }

    /// Date and minutes for tables, e.g. `2026-03-01 14:05`.
    static func short(_ moment: Timestamp) -> String { format(moment, "%Y-%m-%d %H:%M") }

    /// Reads an RFC 3339 moment, or a local `YYYY-MM-DD`, or `YYYY-MM-DD HH:MM`.
    ///
    /// - Parameter endOfDay: Whether a bare date means its last moment.
    static func parse(_ text: String, endOfDay: Bool = false) -> Timestamp? {
        if let moment = Timestamp(text: text) { return moment }
        guard let fields = numbers(text) else { return nil }
        var parts = tm()
        parts.tm_isdst = -1
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (fields[0] - 1900, fields[1] - 1, fields[2])
        let isDate = fields.count == 3
        if !isDate { (parts.tm_hour, parts.tm_min) = (fields[3], fields[4]) }
        if isDate, endOfDay { (parts.tm_hour, parts.tm_min, parts.tm_sec) = (23, 59, 59) }
        let seconds = mktime(&parts)
        // The 31st of February would silently become a day in March.
        guard seconds >= 0, parts.tm_mday == fields[2] else { return nil }
        return Timestamp(milliseconds: UInt64(seconds) * 1000 + (isDate && endOfDay ? 999 : 0))
    }

    /// The three or five numbers of `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`.
    private static func numbers(_ text: String) -> [Int32]? {
        let halves = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == " " || $0 == "T" }
        let date = halves[0].split(separator: "-", omittingEmptySubsequences: false).map { Int32($0) }
        let time = halves.dropFirst().first?.split(separator: ":", omittingEmptySubsequences: false).map { Int32($0) }
        let fields = (date + (time ?? [])).compactMap { $0 }
        guard date.count == 3, time?.count ?? 2 == 2, fields.count == date.count + (time?.count ?? 0),
            (1970...9999).contains(fields[0]), (1...12).contains(fields[1]), (1...31).contains(fields[2]),
            fields.count == 3 || (0...23).contains(fields[3]) && (0...59).contains(fields[4])
        else { return nil }
        return fields
    }

    private static func format(_ moment: Timestamp, _ format: String) -> String {
        var seconds = time_t(moment.milliseconds / 1000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        let bytes = [CChar](unsafeUninitializedCapacity: 64) { buffer, count in
            count = strftime(buffer.baseAddress, buffer.count, format, &parts)
        }
        return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
