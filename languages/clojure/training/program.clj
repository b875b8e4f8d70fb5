;; Uses what programs commonly use, so that the classes for it lie in the archive that the image is built with.
(defn collections
  "Numbers in order, each once."
  [numbers]
  (let [counts (frequencies numbers)
        groups (group-by even? numbers)
        [first-number & others] (sort (distinct numbers))
        total (reduce + 0 (map-indexed (fn [index number] (* index number)) numbers))]
    (when (and (pos? total) (seq groups))
      (loop [left others found [first-number]]
        (if (empty? left)
          (vec found)
          (recur (rest left) (conj found (first left))))))))

(defn text [words]
  (->> (clojure.string/split words #"\s+")
       (map clojure.string/capitalize)
       (filter #(re-find #"[a-z]" %))
       (remove nil?)
       (clojure.string/join " ")))

(defn records [items]
  (into {} (for [[key value] items :when (some? value)] [(keyword key) (update {:a value} :a inc)])))

(defn step [state]
  (cond
    (neg? state) :negative
    (> state 10) :large
    :else (case (int state) 0 :zero (condp = state 1 :one 2 :two :some))))

(require '[clojure.test :refer [deftest is run-test]])

(def candidate collections)

(deftest test-humaneval
  (is (= (candidate [3 1 2 1]) [1 2 3]))
  (is (= (text "some words 3") "Some Words"))
  (is (= (records [["a" 1] ["b" nil]]) {:a {:a 2}}))
  (is (= (map step [-1 11 0 1 5]) [:negative :large :zero :one :some]))
  (is (= (format "%.2f" (Math/sqrt 2.25)) (str 1.5 "0")))
  (is (thrown? ArithmeticException (/ 1 0)))
  (is (= (Integer/parseInt "12") (apply max (range 13)) 12))
  (is (= [1] [2])))

(run-test test-humaneval)
