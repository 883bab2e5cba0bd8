/**
 * What generated code needs besides operators of JavaScript: fractions between open ends, calendar days as numbers,
 * lists. ES5, without globals but Math. A truth is 3 (true), 0 (false) or 2 (unknown): bit 0 says "is true", bit 1
 * "is not false", so that `&` and `|` are the connectives. An open end of a range is an infinity. `over` is set
 * where a whole number left the exact ones: then nothing is decided.
 */
export const RUNTIME = `
var over = 0, NO = 0 / 0, LOW = -1 / 0, TOP = 1 / 0;
var U = { a: LOW, b: 1, c: TOP, d: 1 }, Z = { a: 0, b: 1, c: 0, d: 1 };
function sf(x) { if ((x > 9007199254740991 && x !== TOP) || (x < -9007199254740991 && x !== LOW)) over = 1; return x; }
function not(t) { return t === 2 ? 2 : 3 - t; }
function gcd(a, b) { while (b) { var t = a % b; a = b; b = t; } return a < 0 ? -a : a; }
function mk(a, b, c, d) {
  var k;
  if (b > 65536) { k = gcd(a, b); if (k > 1) { a /= k; b /= k; } }
  if (d > 65536) { k = gcd(c, d); if (k > 1) { c /= k; d /= k; } }
  return { a: a, b: b, c: c, d: d };
}
function rp(x, s) { return x !== x ? U : { a: x, b: s, c: x, d: s }; }
function ri(lo, hi, s) { return { a: lo, b: s, c: hi, d: s }; }
function fin(x) { return x.a > LOW && x.c < TOP; }
function rx(x) { return fin(x) && sf(x.a * x.d) === sf(x.c * x.b); }
function qx(a, b, c, d) { return a > LOW && c < TOP && sf(a * d) === sf(c * b); }
function rl(x, y) {
  if (sf(x.c * y.b) < sf(y.a * x.d)) return 3;
  if (sf(x.a * y.d) >= sf(y.c * x.b)) return 0;
  return 2;
}
function re(x, y) {
  if (rx(x) && rx(y)) return sf(x.a * y.b) === sf(y.a * x.b) ? 3 : 0;
  return rl(x, y) === 3 || rl(y, x) === 3 ? 0 : 2;
}
function ra(x, y) {
  return mk(sf(sf(x.a * y.b) + sf(y.a * x.b)), sf(x.b * y.b), sf(sf(x.c * y.d) + sf(y.c * x.d)), sf(x.d * y.d));
}
function rk(x, p, q) { return mk(sf(x.a * p), sf(x.b * q), sf(x.c * p), sf(x.d * q)); }
function rn(x) { return { a: -x.c, b: x.d, c: -x.a, d: x.b }; }
function rs(x, y) { return ra(x, rn(y)); }
function ends(p) {
  var i, l = 0, h = 0;
  for (i = 2; i < 8; i += 2) {
    if (sf(p[i] * p[l + 1]) < sf(p[l] * p[i + 1])) l = i;
    if (sf(p[i] * p[h + 1]) > sf(p[h] * p[i + 1])) h = i;
  }
  return mk(p[l], p[l + 1], p[h], p[h + 1]);
}
function rm(x, y) {
  if (!fin(x) || !fin(y)) return U;
  return ends([sf(x.a * y.a), sf(x.b * y.b), sf(x.a * y.c), sf(x.b * y.d),
    sf(x.c * y.a), sf(x.d * y.b), sf(x.c * y.c), sf(x.d * y.d)]);
}
function rd(x, y) {
  if (!(y.a > 0) || !fin(x) || !fin(y)) return U;
  return ends([sf(x.a * y.b), sf(x.b * y.a), sf(x.a * y.d), sf(x.b * y.c),
    sf(x.c * y.b), sf(x.d * y.a), sf(x.c * y.d), sf(x.d * y.c)]);
}
function rmin(x, y) {
  var l = sf(x.a * y.b) <= sf(y.a * x.b) ? x : y, h = sf(x.c * y.d) <= sf(y.c * x.d) ? x : y;
  return { a: l.a, b: l.b, c: h.c, d: h.d };
}
function rmax(x, y) {
  var l = sf(x.a * y.b) >= sf(y.a * x.b) ? x : y, h = sf(x.c * y.d) >= sf(y.c * x.d) ? x : y;
  return { a: l.a, b: l.b, c: h.c, d: h.d };
}
function rnd(n, d, m) {
  var t, k, far, twice;
  if (n === LOW || n === TOP) return n;
  t = n % d; k = (n - t) / d; far = n < 0 ? k - 1 : k + 1;
  if (t === 0) return k;
  if (m === 'up') return far;
  if (m === 'down') return k;
  if (m === 'ceiling') return n < 0 ? k : far;
  if (m === 'floor') return n < 0 ? far : k;
  twice = (t < 0 ? -t : t) * 2;
  if (twice !== d) return twice > d ? far : k;
  if (m === 'halfUp') return far;
  if (m === 'halfDown') return k;
  return k % 2 === 0 ? k : far;
}
function rr(x, p, q, m) {
  return { a: sf(rnd(sf(x.a * q), sf(x.b * p), m) * p), b: q, c: sf(rnd(sf(x.c * q), sf(x.d * p), m) * p), d: q };
}
function rc(x, y) { return rx(x) && rx(y) && re(x, y) === 3 ? x : U; }
function flo(n, d) { return n === LOW || n === TOP ? n : rnd(n, d, 'floor'); }
function leap(y) { return (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0; }
function dim(m) { var k = m % 100; return k === 2 ? (leap((m - k) / 100) ? 29 : 28) : k === 4 || k === 6 || k === 9 || k === 11 ? 30 : 31; }
function mon(d) { return Math.floor(d / 100); }
function fday(m) { return m * 100 + 1; }
function lday(m) { return m === LOW || m === TOP ? m : m * 100 + dim(m); }
function amo(m, n) { var t = mon(m) * 12 + (m % 100) - 1 + n, y = Math.floor(t / 12); return y * 100 + (t - y * 12) + 1; }
function amd(d, n) { var m = amo(mon(d), n), k = d % 100, l = dim(m); return m * 100 + (k < l ? k : l); }
function ser(d) {
  var y = Math.floor(d / 10000), m = mon(d) % 100, k = d % 100, e, o;
  if (m <= 2) { y -= 1; m += 12; }
  e = Math.floor(y / 400); o = y - e * 400;
  return e * 146097 + o * 365 + Math.floor(o / 4) - Math.floor(o / 100) + Math.floor((153 * (m - 3) + 2) / 5) + k;
}
function civ(z) {
  var e, o, y, p, q, m;
  z -= 1; e = Math.floor(z / 146097); o = z - e * 146097;
  y = Math.floor((o - Math.floor(o / 1460) + Math.floor(o / 36524) - Math.floor(o / 146096)) / 365);
  p = o - (365 * y + Math.floor(y / 4) - Math.floor(y / 100));
  q = Math.floor((5 * p + 2) / 153); m = q < 10 ? q + 3 : q - 9;
  return (y + e * 400 + (m <= 2 ? 1 : 0)) * 10000 + m * 100 + (p - Math.floor((153 * q + 2) / 5) + 1);
}
function inf(x, y) { return x === LOW || x === TOP || y === LOW || y === TOP; }
function shm(x, n, o) { var v; if (inf(x, n)) return o; v = amo(x, n); return v < 100001 || v > 999912 ? o : v; }
function shd(x, n, o) { var v; if (inf(x, n)) return o; v = amd(x, n); return v < 10000101 || v > 99991231 ? o : v; }
function sdd(x, n, o) { var v; if (inf(x, n)) return o; v = civ(ser(x) + n); return v < 10000101 || v > 99991231 ? o : v; }
function age(b, d) { var y = Math.floor(d / 10000) - Math.floor(b / 10000); return d % 10000 >= b % 10000 ? y : y - 1; }
function dbt(x, y) { return ser(y) - ser(x); }
function mbt(x, y) { return (mon(y) - mon(x)) * 12 + (y % 100) - (x % 100); }
function cmo(x, y) { var n; if (y < x) return 0 - cmo(y, x); n = mbt(mon(x), mon(y)); return amd(x, n) <= y ? n : n - 1; }
function dis(f, x, y, o) { return inf(x, y) ? o : f(x, y); }
function rw(x) { return { a: x.a < 0 ? x.a : 0, b: x.b, c: x.c > 0 ? x.c : 0, d: x.d }; }
function wl(b, v) {
  var i, c = [], w = [];
  for (i = 0; i < b.length; i += 1) if (b[i] !== 0) { c.push(b[i]); w.push(v[i]); }
  return { k: 3, b: c, v: w };
}
function lx(l, t) {
  var i;
  if (l === null || l.k !== 3) return false;
  for (i = 0; i < l.v.length; i += 1) {
    if (l.b !== null && l.b[i] === 2) return false;
    if (t === 'text' ? l.v[i] === null : t === 'truth' ? l.v[i] === 2 : t === 'number' ? !rx(l.v[i]) : false) return false;
  }
  return true;
}
function teq(x, y) { return x === null || y === null ? 2 : x === y ? 3 : 0; }
function beq(x, y) { return x === 2 || y === 2 ? 2 : x === y ? 3 : 0; }
function ieq(l, h, m, k) { return l === h && m === k ? (l === m ? 3 : 0) : h < m || k < l ? 0 : 2; }
function at(s, x) {
  var i;
  for (i = 0; i < s.length; i += 1) if (s[i][0] <= x && x <= s[i][1]) return i;
  return -1;
}
function on2(s, x, y) { var i; if (inf(x, y)) return -1; i = at(s, x); return i === at(s, y) ? i : -1; }
`;
