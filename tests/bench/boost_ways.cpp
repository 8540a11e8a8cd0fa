#include "bench/boost_ways.h"

#include <boost/graph/astar_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace
{

struct arc {
    double cost;
};
using graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, arc>;
using vertex = boost::graph_traits<graph>::vertex_descriptor;

struct found {
};

struct stop_astar : boost::default_astar_visitor {
    explicit stop_astar(vertex t) : target(t)
    {
    }
    template <class G> void examine_vertex(vertex v, const G &) const
    {
        if (v == target)
            throw found();
    }
    vertex target;
};

struct stop_dijkstra : boost::default_dijkstra_visitor {
    explicit stop_dijkstra(vertex t) : target(t)
    {
    }
    template <class G> void examine_vertex(vertex v, const G &) const
    {
        if (v == target)
            throw found();
    }
    vertex target;
};

} // namespace

struct boost_ways {
    graph g;
    const struct boost_graph *in;
    std::vector<double> distance;
    std::vector<vertex> before;
};

namespace
{

struct bound : boost::astar_heuristic<graph, double> {
    bound(const struct boost_graph *graph, int target)
        : in(graph), t(target), less(graph->leaf[target] ? graph->less_m : 0)
    {
    }
    double operator()(vertex v) const
    {
        double dx = in->x[v] - in->x[t], dy = in->y[v] - in->y[t];
        double far = std::sqrt(dx * dx + dy * dy) - less;
        return (far > 0 ? far * in->spm : 0) + in->floor_s * std::abs(in->floor[v] - in->floor[t]);
    }
    const struct boost_graph *in;
    int t;
    double less;
};

} // namespace

struct boost_ways *boost_ways_new(const struct boost_graph *in)
{
    std::vector<std::pair<size_t, size_t>> edges;
    std::vector<arc> costs;
    for (size_t v = 0; v < in->nodes; v++)
        for (int e = in->first[v]; !in->leaf[v] && e < in->first[v + 1]; e++) {
            edges.emplace_back(v, in->to[e]);
            costs.push_back({in->cost[e]});
        }
    auto *w = new boost_ways{
        graph(boost::edges_are_sorted, edges.begin(), edges.end(), costs.begin(), in->nodes),
        in,
        {},
        {}};
    w->distance.resize(in->nodes);
    w->before.resize(in->nodes);
    return w;
}

void boost_ways_free(struct boost_ways *ways)
{
    delete ways;
}

double boost_ways_astar(struct boost_ways *w, int start, int target)
{
    auto index = get(boost::vertex_index, w->g);
    try {
        boost::astar_search(
            w->g, static_cast<vertex>(start), bound(w->in, target),
            boost::predecessor_map(boost::make_iterator_property_map(w->before.begin(), index))
                .distance_map(boost::make_iterator_property_map(w->distance.begin(), index))
                .weight_map(get(&arc::cost, w->g))
                .visitor(stop_astar(static_cast<vertex>(target))));
    } catch (const found &) {
        return w->distance[target];
    }
    return std::numeric_limits<double>::infinity();
}

double boost_ways_dijkstra(struct boost_ways *w, int start, int target)
{
    auto index = get(boost::vertex_index, w->g);
    try {
        boost::dijkstra_shortest_paths(
            w->g, static_cast<vertex>(start),
            boost::predecessor_map(boost::make_iterator_property_map(w->before.begin(), index))
                .distance_map(boost::make_iterator_property_map(w->distance.begin(), index))
                .weight_map(get(&arc::cost, w->g))
                .visitor(stop_dijkstra(static_cast<vertex>(target))));
    } catch (const found &) {
        return w->distance[target];
    }
    return std::numeric_limits<double>::infinity();
}

void boost_ways_tree(struct boost_ways *w, int start)
{
    auto index = get(boost::vertex_index, w->g);
    boost::dijkstra_shortest_paths(
        w->g, static_cast<vertex>(start),
        boost::predecessor_map(boost::make_iterator_property_map(w->before.begin(), index))
            .distance_map(boost::make_iterator_property_map(w->distance.begin(), index))
            .weight_map(get(&arc::cost, w->g)));
}
