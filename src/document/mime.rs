//! The text of a part of a letter or a saved page whose header does not say how it is encoded.

use mail_parser::{
    Encoding, Message, MessagePart, MimeHeaders as _,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};

use crate::base::bytes;

/// The text of a part, of which `read` is what its header makes of it: decoded anew, by what the
/// bytes look like, where the header says nothing and they are not UTF-8.
pub fn text(message: &Message<'_>, part: &MessagePart<'_>, read: &str) -> String {
    let is_declared = part.content_type().is_some_and(|it| it.attribute("charset").is_some());
    if is_declared || !read.contains(char::REPLACEMENT_CHARACTER) {
        return read.to_owned();
    }
    let place = part.offset_body as usize..part.offset_end as usize;
    let raw = message.raw_message().get(place);
    let raw = raw.and_then(|raw| match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    });
    raw.map_or_else(|| read.to_owned(), |raw| bytes::decode(raw, "").0)
}
