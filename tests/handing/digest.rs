//! SHA-256 (FIPS 180-4) in Base64, as a browser reckons it to know a style or a script.

/// The digest of some bytes.
#[expect(clippy::many_single_char_names, reason = "the letters of the standard")]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let primes: Vec<u32> = (2..).filter(|n| (2..*n).all(|it| n % it != 0)).take(64).collect();
    // The first 32 bits of the fractional parts of their roots.
    #[expect(clippy::cast_sign_loss, reason = "a fraction is positive")]
    let fraction = |root: f64| ((root - root.floor()) * 4_294_967_296.0) as u32;
    let k: Vec<u32> = primes.iter().map(|&prime| fraction(f64::from(prime).cbrt())).collect();
    let mut h: Vec<u32> =
        primes[..8].iter().map(|&prime| fraction(f64::from(prime).sqrt())).collect();
    let mut text = bytes.to_vec();
    text.push(0x80);
    while text.len() % 64 != 56 {
        text.push(0);
    }
    text.extend((bytes.len() as u64 * 8).to_be_bytes());
    for block in text.chunks(64) {
        let mut w: Vec<u32> =
            block.chunks(4).map(|it| u32::from_be_bytes(it.try_into().unwrap())).collect();
        for i in 16..64 {
            let (early, late) = (w[i - 15], w[i - 2]);
            let s0 = early.rotate_right(7) ^ early.rotate_right(18) ^ (early >> 3);
            let s1 = late.rotate_right(17) ^ late.rotate_right(19) ^ (late >> 10);
            w.push(w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1));
        }
        let mut v: Vec<u32> = h.clone();
        for i in 0..64 {
            let (a, e) = (v[0], v[4]);
            let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let choice = (e & v[5]) ^ (!e & v[6]);
            let one =
                v[7].wrapping_add(s1).wrapping_add(choice).wrapping_add(k[i]).wrapping_add(w[i]);
            let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let two = s0.wrapping_add((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(one);
            v[0] = one.wrapping_add(two);
        }
        h.iter_mut().zip(v).for_each(|(h, v)| *h = h.wrapping_add(v));
    }
    let bytes: Vec<u8> = h.iter().flat_map(|word| word.to_be_bytes()).collect();
    bytes.try_into().unwrap()
}

/// Bytes in Base64 (RFC 4648).
pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let groups = bytes.chunks(3).map(|three| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(*three.get(at).unwrap_or(&0)));
        let sign = |at| char::from(SIGNS[(bits >> (18 - 6 * at)) as usize & 63]);
        (0..4).map(|at| if at <= three.len() { sign(at) } else { '=' }).collect::<String>()
    });
    groups.collect()
}

#[test]
fn digests_are_those_of_the_standards() {
    let found = base64(&sha256(b"abc"));
    assert_eq!(found, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assert_eq!(base64(b"any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
}
