// The data of the study: columns of numbers in base64, unpacked when they are needed.

/** The study; what its matrix and verdict say is loaded with their views. */
const study = unpack(globalThis.avhData["study"]);
const loading = new Map();

/** Turns packed columns of an object into arrays. */
function unpack(object) {
  for (const [key, value] of Object.entries(object)) {
    if (value === null || typeof value !== "object") continue;
    if (typeof value.data === "string" && typeof value.type === "string") object[key] = column(value);
    else if (!Array.isArray(value) || typeof value[0] === "object") unpack(value);
  }
  return object;
}

/** The numbers of a packed column. */
function column({ type, data }) {
  const text = atob(data);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  const kind = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array }[type];
  return new kind(bytes.buffer);
}

/** Loads a file of the page once; a page of files may load scripts but may not fetch. */
function load(name) {
  if (!loading.has(name)) {
    loading.set(name, new Promise((resolve, reject) => {
      const script = element("script", {
        src: "data/" + name + ".js",
        load: () => resolve(unpack(globalThis.avhData[name])),
        error: () => reject(new Error("data/" + name + ".js is missing; write the page again.")),
      });
      document.head.append(script);
    }));
  }
  return loading.get(name);
}

/** The names of the images, made from what each shares with the one before. */
const names = (() => {
  const all = new Array(study.rows);
  let last = "";
  for (let row = 0; row < study.rows; row++) {
    last = last.slice(0, study.names.shared[row]) + study.names.rest[row];
    all[row] = last;
  }
  return all;
})();

/** The twins of a row: other images with the very same picture. */
const twins = new Map();
for (const group of study.twins) for (const row of group) twins.set(row, group);

const hasConditions = study.conditions.length > 1 || study.conditions[0].name !== undefined;

/** A network with its predictions, and where it was scored with other classes, its own counts. */
async function network(place) {
  const own = await load("network-" + place);
  if (own.shares && !own.joined) {
    own.joined = {};
    for (const key of Object.keys(own.shares)) {
      own.joined[key] = Array.from(study.shares[key]).concat(Array.from(own.shares[key]));
    }
  }
  return own;
}

/** The values of a score, by rank. */
async function score(place, index) {
  const own = await load("score-" + place + "-" + index);
  if (!own.sorted) {
    own.sorted = new Float64Array(own.count);
    let sum = 0, at = 0;
    for (let rank = 0; rank < own.count; rank++) {
      let part = 0, factor = 1, byte;
      do {
        byte = own.values[at++];
        part += (byte & 0x7f) * factor;
        factor *= 128;
      } while (byte & 0x80);
      sum += part;
      own.sorted[rank] = (own.first + (own.falls ? -sum : sum)) / 10 ** own.decimals;
    }
  }
  return own;
}

/** The address of the picture of a row; nothing where there is none. */
function picture(row) {
  const pictures = study.pictures;
  if (!pictures) return null;
  const ending = pictures.ending[row];
  const name = ending ? names[row] + pictures.endings[ending - 1] : pictures.others[row];
  if (name === undefined) return null;
  const path = encodeURIComponent(name).replaceAll("%2F", "/")
    .replace(/[!'()*]/g, (sign) => "%" + sign.charCodeAt(0).toString(16).toUpperCase());
  return pictures.base + path;
}
