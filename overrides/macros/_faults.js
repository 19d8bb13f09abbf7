setInterval(async () => {
  try {
    const text = await (await fetch(location.href, { cache: "no-store" })).text();
    const now = new DOMParser().parseFromString(text, "text/html").querySelector(".serve-faults");
    if (!now || now.textContent !== document.querySelector(".serve-faults").textContent) location.reload();
  } catch { /* the site is being built */ }
}, 1000);
