"use strict";

// Texts and elements. Names come from files of strangers: they are put in as text, never as markup.

/** Makes an element; properties that are functions listen, others are set as attributes. */
function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") node.addEventListener(key, value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Replaces what is inside an element. */
function fill(id, ...children) {
  const node = document.getElementById(id);
  node.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const obeyed = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text in which nothing is obeyed: controls are shown by their number. */
function visible(text) {
  return text.replace(obeyed, (sign) => {
    const known = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[sign];
    return known ?? "U+" + sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  });
}

/** A name, kept apart from the direction of the text around it. */
function named(text) {
  return element("bdi", {}, visible(text));
}

/** A whole number with a comma at its thousands. */
function counted(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count of things, in words. */
function several(number, word, words) {
  return counted(number) + " " + (number === 1 ? word : words ?? word + "s");
}

/** A number with a true minus sign, and without a zero before the point. */
function decimal(number, decimals) {
  if (number === null || number === undefined || Number.isNaN(number)) return "–";
  if (Math.abs(number) > 1e6) return number.toExponential(3).replaceAll("-", "−");
  const text = Math.abs(number).toFixed(Math.max(0, Math.min(decimals, 12)));
  const short = text.startsWith("0.") ? text.slice(1) : text;
  return number < 0 && Number(text) !== 0 ? "−" + short : short;
}

/** A number with its interval. */
function interval(value, low, high, decimals) {
  if (low === null || low === undefined || Number.isNaN(low)) return decimal(value, decimals);
  return decimal(value, decimals) + " [" + decimal(low, decimals) + ", " + decimal(high, decimals) + "]";
}

/** Says something to people who do not see the page change, and for a moment to those who do. */
function say(text) {
  const node = document.getElementById("said");
  node.textContent = text;
  node.classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => node.classList.remove("shown"), 2500);
}

/** Puts a text on the clipboard, also where a page of files has no right to the new interface. */
async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element("textarea", { readonly: true, class: "away" });
    area.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(what + " copied");
}
