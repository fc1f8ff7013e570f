// @ts-nocheck: idb-keyval 6.3.0 without what the page does not use (other functions, the default store, the path for old browsers), else unchanged. https://github.com/jakearchibald/idb-keyval (Apache-2.0, see idb-keyval.LICENCE)
function promisifyRequest(request) {
    return new Promise((resolve, reject) => {
        request.oncomplete = request.onsuccess = () => resolve(request.result);
        request.onabort = request.onerror = () => reject(request.error);
    });
}
function createStore(dbName, storeName) {
    let dbp;
    const getDB = () => {
        if (dbp)
            return dbp;
        const request = indexedDB.open(dbName);
        request.onupgradeneeded = () => request.result.createObjectStore(storeName);
        dbp = promisifyRequest(request);
        dbp.then((db) => {
            // It seems like Safari sometimes likes to just close the connection.
            // It's supposed to fire this event when that happens. Let's hope it does!
            db.onclose = () => (dbp = undefined);
        }, () => {
            dbp = undefined;
        });
        return dbp;
    };
    return (txMode, callback) => getDB().then((db) => callback(db.transaction(storeName, txMode).objectStore(storeName)));
}
/**
 * Get a value by its key.
 *
 * @param key
 */
function get(key, customStore) {
    return customStore('readonly', (store) => promisifyRequest(store.get(key)));
}
/**
 * Set a value with a key.
 *
 * @param key
 * @param value
 */
function set(key, value, customStore) {
    return customStore('readwrite', (store) => {
        store.put(value, key);
        return promisifyRequest(store.transaction);
    });
}
/**
 * Delete a particular key from the store.
 *
 * @param key
 */
function del(key, customStore) {
    return customStore('readwrite', (store) => {
        store.delete(key);
        return promisifyRequest(store.transaction);
    });
}
/**
 * Get all entries in the store. Each entry is an array of `[key, value]`.
 *
 */
function entries(customStore) {
    return customStore('readonly', (store) => Promise.all([
        promisifyRequest(store.getAllKeys()),
        promisifyRequest(store.getAll()),
    ]).then(([keys, values]) => keys.map((key, i) => [key, values[i]])));
}

export { createStore, del, entries, get, set };
