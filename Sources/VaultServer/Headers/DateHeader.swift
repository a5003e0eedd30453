import FoundationEssentials
import Synchronization

/// The `Date` header (RFC 9110 §6.6.1), made once a second.
final class DateHeader: Sendable {
    private let latest = Mutex((second: Int64.min, text: ""))

    /// The text for `now`.
    func text(_ now: Date = Date()) -> String {
        let second = Int64(now.timeIntervalSince1970)
        return latest.withLock { latest in
            if latest.second != second {
                latest = (second, Self.format(second))
            }
            return latest.text
        }
    }

    private static func format(_ second: Int64) -> String {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second, .weekday],
            from: Date(timeIntervalSince1970: Double(second)))
        func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        let weekday = days[(parts.weekday ?? 1) - 1]
        let month = months[(parts.month ?? 1) - 1]
        return "\(weekday), \(two(parts.day)) \(month) \(parts.year ?? 1970)"
            + " \(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) GMT"
    }
}
