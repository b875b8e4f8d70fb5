namespace CodeBench.Generation.Model;

/// <summary>Which layers of a family look back no further than a window.</summary>
public enum WindowRule
{
    /// <summary>None.</summary>
    Never,

    /// <summary>All, where sliding_window is a number.</summary>
    EveryLayer,

    /// <summary>Where use_sliding_window is true: those from max_window_layers on, or those that layer_types names.</summary>
    UpperLayers,
}
